import { runSchedule } from "#test/schedules/schedule.ts";

const option = (name: string): number | null => {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? NaN : Number(process.argv[at + 1]);
  return Number.isSafeInteger(value) ? value : null;
};

/** npm run test:schedules -- --seeds N [--seed S]: N schedules from seed S on; prints each seed that fails. */
const first = option("seed") ?? 1;
const count = option("seeds") ?? (option("seed") === null ? 10_000 : 1);
let failed = 0;
for (let seed = first; seed < first + count; seed += 1) {
  const faults = await runSchedule(seed);
  if (faults.length === 0) continue;
  failed += 1;
  console.log(`seed ${seed}: ${faults.join("; ")}`);
}
const { user, system } = process.cpuUsage();
console.log(`CPU ${((user + system) / 1_000_000).toFixed(1)} s`);
console.log(`${count - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
