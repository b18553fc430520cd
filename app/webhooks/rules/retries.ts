const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];

/** How long after each failed try the next one follows, in milliseconds; after the last an event is given up. */
const waits = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
] as const;

/** How long an endpoint may fail without a success before it is paused. */
const failingMs = 3 * day;

/** What came of a try: the status that was answered, or nothing. */
export type TryOutcome = { status: number | null; retryAfterSeconds: number | null };
export type AfterTry = { next: "delivered" } | { next: "given-up" } | { next: "retry"; afterMs: number };

/** What follows a try. `tries` counts this one; `jitter` is from 0 to 1 and moves a wait by a tenth. 429 and 503 may ask for more time, a day at most. */
export function afterTry({ status, retryAfterSeconds }: TryOutcome, tries: number, jitter: number): AfterTry {
  if (status !== null && status >= 200 && status < 300) return { next: "delivered" };
  const wait = waits[tries - 1];
  if (wait === undefined) return { next: "given-up" };
  const asked =
    status === 429 || status === 503 ? Math.min(Math.max(retryAfterSeconds ?? 0, 0) * second, day) : 0;
  return { next: "retry", afterMs: Math.max(asked, Math.round(wait * (0.9 + 0.2 * jitter))) };
}

/** Whether a failed try pauses its endpoint: it said that it is gone, or nothing has arrived for days. */
export function pausesEndpoint(
  { status }: TryOutcome,
  failingSince: Date | null,
  at: Date,
): "gone" | "failing" | null {
  if (status === 410) return "gone";
  return failingSince && at.getTime() - failingSince.getTime() >= failingMs ? "failing" : null;
}
