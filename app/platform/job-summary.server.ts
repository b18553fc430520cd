import { log } from "#app/platform/log.server.ts";

/** How often a process says in its log what its jobs did. */
const summaryEveryMs = 3_600_000;

type Tally = { done: number; failed: number; ms: number };

const tallies = new Map<string, Tally>();

/** Counts a job that ended, for the next summary. */
export function tallyJob(name: string, outcome: "done" | "failed", ms: number): void {
  const tally = tallies.get(name) ?? { done: 0, failed: 0, ms: 0 };
  tally[outcome] += 1;
  tally.ms += ms;
  tallies.set(name, tally);
}

/** Takes what was counted since the last time: how many jobs ended how and in how many milliseconds together, in all and by name; null where none ended. */
export function takeJobSummary(): (Tally & { jobs: Record<string, Tally> }) | null {
  if (tallies.size === 0) return null;
  const all = { done: 0, failed: 0, ms: 0 };
  const jobs: Record<string, Tally> = {};
  for (const [name, { done, failed, ms }] of tallies) {
    jobs[name] = { done, failed, ms: Math.round(ms) };
    all.done += done;
    all.failed += failed;
    all.ms += ms;
  }
  tallies.clear();
  return { ...all, ms: Math.round(all.ms), jobs };
}

function logSummary(): void {
  const summary = takeJobSummary();
  if (summary) log.info(summary, "jobs since the last summary");
}

/** Writes a line each hour in which jobs ended; stopping writes the last one. */
export function startJobSummaries(): { stop: () => void } {
  const timer = setInterval(logSummary, summaryEveryMs).unref();
  return {
    stop: () => {
      clearInterval(timer);
      logSummary();
    },
  };
}
