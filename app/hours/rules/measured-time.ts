/**
 * When work began that a timer measured (`measured`: its start and its minutes, `14:00 25`) and whose duration was changed to more: that long
 * before the timer was read, or null (not known) where that is the day before. A start that was typed stays.
 */
export function startOfMeasured(
  start: string | null,
  duration: number | null,
  measured: string | undefined,
): string | null {
  const [began = "", minutes = ""] = measured?.split(" ") ?? [];
  const longer = (duration ?? 0) - Number(minutes);
  if (start === null || start !== began || longer <= 0) return start;
  const [hours = 0, rest = 0] = began.split(":").map(Number);
  const at = hours * 60 + rest - longer;
  return at < 0
    ? null
    : [Math.floor(at / 60), at % 60].map((part) => String(part).padStart(2, "0")).join(":");
}
