import { addDays, addMonths, daysBetween, startOfMonth, type Day } from "#app/platform/day.ts";

/** What the burn-down chart is drawn from; balances after the day's changes, in whole minutes, days ascending. */
export interface BurnDownInput {
  points: { day: Day; balanceMinutes: number; addedMinutes?: number | undefined }[];
  today: Day;
  thresholdMinutes: number;
  emptyOn: Day | null;
}

/** A place in the plot: 0 to 100 from the left and from the top. */
export interface Place {
  x: number;
  y: number;
}

export interface BurnDownGeometry {
  line: string;
  area: string;
  zeroY: number;
  /** The balance was below zero. */
  dips: boolean;
  thresholdY: number;
  hours: { y: number; minutes: number }[];
  /** First days of months; in a short history its first and last day. */
  marks: { x: number; day: Day }[];
  purchases: (Place & { minutes: number; day: Day; label: Label | null })[];
  now: Place;
  forecast: { from: Place; to: Place; label: Label } | null;
}

/** Where words go: their anchor point and the side they grow to. */
export type Label = Place & { anchor: "start" | "end" };

/** How wide and high words may be, in plot units on the narrowest screen. */
const words = { purchase: 15, forecast: 30, height: 9 };

/** Turns balances over time into a step line with its axes, markers and forecast, in plot units. */
export function burnDownGeometry(input: BurnDownInput): BurnDownGeometry | null {
  const first = input.points[0];
  const last = input.points.at(-1);
  if (!first || !last) return null;
  const end = endOfPlot(first.day, input);
  const span = Math.max(1, daysBetween(first.day, end));
  const hours = hourTicks([...input.points.map((point) => point.balanceMinutes), input.thresholdMinutes]);
  const [low, high] = [hours[0] ?? 0, hours.at(-1) ?? 60];
  const x = (day: Day): number => round((daysBetween(first.day, day) / span) * 100);
  const y = (minutes: number): number => round(((high - minutes) / (high - low)) * 100);

  const steps = stepsOf(
    input.points.map((point) => ({ x: x(point.day), y: y(point.balanceMinutes) })),
    x(input.today),
  );
  const line = pathOf(steps);
  const now = { x: x(input.today), y: y(last.balanceMinutes) };
  const zeroY = y(0);
  const purchases = placePurchases(
    input.points
      .filter((point) => (point.addedMinutes ?? 0) > 0)
      .map((point) => ({
        x: x(point.day),
        y: y(point.balanceMinutes),
        minutes: point.addedMinutes ?? 0,
        day: point.day,
      })),
  );
  const to =
    input.emptyOn && last.balanceMinutes > 0 ? { x: Math.max(now.x, x(input.emptyOn)), y: zeroY } : null;
  return {
    line,
    area: `${line}V${zeroY}H${steps[0]?.x ?? 0}Z`,
    zeroY,
    dips: steps.some((step) => step.y > zeroY),
    thresholdY: y(input.thresholdMinutes),
    hours: hours.map((minutes) => ({ y: y(minutes), minutes })),
    marks: dayMarks(first.day, input.today, end)
      .map((day) => ({ x: x(day), day }))
      .filter((mark) => mark.x <= 96 || mark.day === input.today),
    purchases,
    now,
    forecast: to && { from: now, to: clipRight(now, to), label: placeForecast(steps, now, to, purchases) },
  };
}

/** The plot ends a little after the day the hours run out, so that the forecast reaches it; a past that would shrink to a quarter stops that. */
function endOfPlot(first: Day, { today, emptyOn }: BurnDownInput): Day {
  const past = Math.max(14, daysBetween(first, today));
  const ahead = emptyOn ? Math.ceil(daysBetween(today, emptyOn) * 1.06) : 0;
  return addDays(today, Math.min(3 * past, Math.max(ahead, Math.ceil(past * 0.04))));
}

/** Whole hours from at or below the lowest to at or above the highest of these minutes, zero among them, at most six; in minutes. */
function hourTicks(balances: number[]): number[] {
  const low = Math.min(0, ...balances) / 60;
  const high = Math.max(1, ...balances.map((minutes) => minutes / 60));
  const step =
    [1, 2, 3, 4, 5, 10, 20, 25, 50, 100, 200, 500].find(
      (size) => Math.ceil(high / size) - Math.floor(low / size) <= 4,
    ) ?? 1000;
  const ticks = [];
  for (let tick = Math.floor(low / step); tick <= Math.ceil(high / step); tick += 1)
    ticks.push(tick * step * 60);
  return ticks;
}

function dayMarks(first: Day, today: Day, end: Day): Day[] {
  const months = [];
  for (let month = addMonths(startOfMonth(first), 1); month <= end; month = addMonths(month, 1))
    months.push(month);
  if (months.length === 0) return first === today ? [today] : [first, today];
  const every = Math.ceil(months.length / 9);
  return months.filter((_, index) => index % every === 0);
}

function stepsOf(points: Place[], todayX: number): Place[] {
  const steps: Place[] = [];
  for (const point of points) {
    const before = steps.at(-1);
    if (before) steps.push({ x: point.x, y: before.y });
    steps.push(point);
  }
  const last = steps.at(-1);
  if (last && last.x < todayX) steps.push({ x: todayX, y: last.y });
  return steps;
}

/** The steps as a path: across by H, up and down by V, and nothing where one stays. */
function pathOf([first, ...others]: Place[]): string {
  let at = first ?? { x: 0, y: 0 };
  let path = `M${at.x} ${at.y}`;
  for (const step of others) {
    if (step.x !== at.x) path += `H${step.x}`;
    if (step.y !== at.y) path += `V${step.y}`;
    at = step;
  }
  return path;
}

/** Words stand above their marker, at the side with room; a marker too near to the one before it goes without. */
function placePurchases(
  markers: { x: number; y: number; minutes: number; day: Day }[],
): BurnDownGeometry["purchases"] {
  let taken: { from: number; to: number; y: number } | null = null;
  return markers.map((marker) => {
    const anchor = marker.x > 100 - words.purchase ? ("end" as const) : ("start" as const);
    const from = anchor === "start" ? marker.x : marker.x - words.purchase;
    const free = !taken || from >= taken.to || Math.abs(marker.y - taken.y) >= words.height;
    if (free) taken = { from, to: from + words.purchase, y: marker.y };
    return { ...marker, label: free ? { x: marker.x, y: marker.y, anchor } : null };
  });
}

/** The words on the forecast stand at its end, above the topmost thing in their stretch of the plot. */
function placeForecast(
  steps: Place[],
  now: Place,
  to: Place,
  purchases: BurnDownGeometry["purchases"],
): Label {
  const end = Math.min(100, to.x);
  const anchor = end >= words.forecast ? "end" : "start";
  const [from, until] = anchor === "start" ? [now.x, now.x + words.forecast] : [end - words.forecast, end];
  const onForecast = now.y + (to.y - now.y) * Math.max(0, (from - now.x) / Math.max(0.01, to.x - now.x));
  const below = steps.filter((step) => step.x >= from - 1 && step.x <= until).map((step) => step.y);
  const before = steps.filter((step) => step.x < from).at(-1);
  if (from < now.x && before) below.push(before.y);
  const labels = purchases
    .filter((purchase) => purchase.x + words.purchase > from)
    .map((purchase) => purchase.y - words.height);
  return {
    x: anchor === "start" ? now.x : end,
    y: Math.max(
      words.height,
      Math.min(onForecast, ...below, ...labels.filter((y) => Math.abs(y - onForecast) < words.height)),
    ),
    anchor,
  };
}

function clipRight(from: Place, to: Place): Place {
  if (to.x <= 100) return to;
  return { x: 100, y: round(from.y + ((to.y - from.y) * (100 - from.x)) / (to.x - from.x)) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
