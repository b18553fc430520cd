/** A stretch of time in milliseconds since 1970: `from` is inside, `until` outside. */
export type Span = { from: number; until: number };
/** The business hours from an instant on: spans in order that do not overlap. They end where a calendar never opens again. */
export type OpenFrom = (from: number) => Iterable<Span>;
/** A time in which the clock stands still; `until` is null while it lasts. */
export type Pause = { from: number; until: number | null };

const minute = 60_000;

/** Pauses in order, those that touch made one; a pause that lasts swallows all after it. */
function joined(pauses: readonly Pause[]): Pause[] {
  const found: Pause[] = [];
  for (const pause of [...pauses].sort((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last && (last.until === null || last.until >= pause.from))
      last.until = last.until === null || pause.until === null ? null : Math.max(last.until, pause.until);
    else found.push({ ...pause });
  }
  return found;
}

/** When a clock runs: the business hours since its start, without its pauses. */
function* running(open: OpenFrom, startedAt: number, pauses: readonly Pause[]): Generator<Span> {
  const still = joined(pauses);
  const last = still.at(-1);
  const end = last?.until === null ? last.from : Infinity;
  for (const span of open(startedAt)) {
    let from = Math.max(span.from, startedAt);
    for (const pause of still) {
      const until = pause.until ?? Infinity;
      if (until <= from || pause.from >= span.until) continue;
      if (pause.from > from) yield { from, until: pause.from };
      from = Math.max(from, until);
    }
    if (from < span.until && from < end) yield { from, until: Math.min(span.until, end) };
    if (span.until >= end) return;
  }
}

/** What a clock is counted from; instants in milliseconds. */
export type ClockFacts = { open: OpenFrom; startedAt: number; pauses: readonly Pause[] };

/** The instant at which a clock has used so many milliseconds of business time; null where it pauses, or never opens again, before that. */
export function reachedAt({ open, startedAt, pauses }: ClockFacts, used: number): number | null {
  let left = Math.max(0, used);
  for (const span of running(open, startedAt, pauses)) {
    if (span.until - span.from >= left) return span.from + left;
    left -= span.until - span.from;
  }
  return null;
}

/** The business time in milliseconds that a clock has used up to an instant. */
export function usedUntil({ open, startedAt, pauses }: ClockFacts, at: number): number {
  let used = 0;
  for (const span of running(open, startedAt, pauses)) {
    if (span.from >= at) break;
    used += Math.min(span.until, at) - span.from;
  }
  return used;
}

export type ClockStanding = {
  /** When the promised time is used up; null while the clock pauses within it. */
  dueAt: number | null;
  /** When the warning before that is due; null while the clock pauses before it. */
  warnAt: number | null;
  /** Whole minutes of business time that are left while it pauses; null where it has an end. */
  leftMinutes: number | null;
};

/**
 * How a clock stands with the target that holds now. Another priority brings another target, measured from the same start: time used
 * counts. `warnMinutes` are business time before the end; a clock shorter than that warns at half its time.
 */
export function standingOf(
  facts: ClockFacts,
  { targetMinutes, warnMinutes }: { targetMinutes: number; warnMinutes: number },
): ClockStanding {
  const target = targetMinutes * minute;
  const warning = warnMinutes < targetMinutes ? target - warnMinutes * minute : target / 2;
  const dueAt = reachedAt(facts, target);
  const pausedFrom = facts.pauses.find(({ until }) => until === null)?.from ?? facts.startedAt;
  return {
    dueAt,
    warnAt: reachedAt(facts, warning),
    leftMinutes: dueAt === null ? Math.ceil((target - usedUntil(facts, pausedFrom)) / minute) : null,
  };
}
