import { clsx } from "clsx";

import { hourParts, spokenMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** A balance as the page's great figure, "3 u 40"; red with a minus sign below zero. */
export function HoursFigure({
  minutes,
  size = "figure",
}: {
  minutes: number;
  size?: "figure" | "medium" | undefined;
}) {
  const parts = hourParts(minutes);
  const unit = m.hours_short({ hours: "", minutes: "" }).trim();
  return (
    <span
      className={clsx(
        "block font-display font-bold tracking-[-0.03em] whitespace-nowrap",
        size === "figure" ? "text-figure" : "text-[2.25rem] leading-tight",
        minutes < 0 && "text-negative",
      )}
    >
      <span aria-hidden="true">
        {parts.sign && <span className="mr-[0.1em]">{parts.sign}</span>}
        {parts.hours}
        <span className="text-[0.42em] font-normal tracking-normal text-muted">
          {"\u00a0"}
          {unit}
        </span>{" "}
        {parts.minutes}
      </span>
      <span className="sr-only">{spokenMinutes(minutes)}</span>
    </span>
  );
}
