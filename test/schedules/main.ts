import { copyDatabase, startTestServer } from "#test/setup/postgres.ts";

const option = (name: string): number | null => {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? NaN : Number(process.argv[at + 1]);
  return Number.isSafeInteger(value) ? value : null;
};

/** npm run test:schedules -- [--seeds N] [--real N] [--races N] [--seed S]: schedules from seed S on, N with the records in memory and N on PostgreSQL, all against the offline Stripe; then N rounds of a race. Prints each seed that fails. */
const first = option("seed") ?? 1;
const replay = option("seed") !== null;
const total = { passed: 0, failed: 0 };

async function runAll(name: string, count: number, run: (seed: number) => Promise<string[]>): Promise<void> {
  const [began, before] = [performance.now(), process.cpuUsage()];
  let failed = 0;
  for (let seed = first; seed < first + count; seed += 1) {
    const faults = await run(seed);
    if (faults.length === 0) continue;
    failed += 1;
    console.log(`seed ${seed} ${name}: ${faults.join("; ")}`);
  }
  const { user, system } = process.cpuUsage(before);
  total.passed += count - failed;
  total.failed += failed;
  console.log(
    `  ${name}: ${count - failed} of ${count} passed, CPU ${((user + system) / 1_000_000).toFixed(1)} s, ${((performance.now() - began) / Math.max(1, count)).toFixed(1)} ms each`,
  );
}

const [light, real, races] = [
  option("seeds") ?? (replay ? 1 : 10_000),
  option("real") ?? (replay ? 1 : 300),
  option("races") ?? (replay ? 0 : 100),
];
const server = real + races > 0 ? await startTestServer() : null;
const database = server && (await copyDatabase(server.adminUrl, server.template));
// Without a database nothing asks for one. The rest is loaded late: the application reads its settings once.
process.env["DATABASE_URL"] = database?.appUrl ?? "postgres://nowhere.invalid/none";
if (database) process.env["MIGRATE_DATABASE_URL"] = database.url;
try {
  const { runSchedule } = await import("#test/schedules/schedule.ts");
  // Refusals are many here and nobody reads where they were made: traces would take a third of the time.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  await runAll("with the records in memory, at the offline Stripe", light, runSchedule);
  Error.stackTraceLimit = stackTraceLimit;
  if (database) await runReal();
} finally {
  await database?.drop();
  await server?.stop();
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function runReal(): Promise<void> {
  const { openScheduleApp } = await import("#test/schedules/whole/schedule-app.ts");
  const { runWholeSchedule } = await import("#test/schedules/whole/whole-schedule.ts");
  const { race } = await import("#test/schedules/whole/race.ts");
  const { closeDatabase } = await import("#app/platform/db.server.ts");
  const app = await openScheduleApp();
  await runAll("on PostgreSQL and the offline Stripe", real, (seed) =>
    runWholeSchedule(app, seed).catch((error: unknown) => [String(error)]),
  );
  if (races > 0) {
    const began = performance.now();
    const faults = await race(app, races);
    for (const fault of faults) console.log(`race: ${fault}`);
    console.log(
      `  two web processes and two workers, ${races} times across the level: ${faults.length === 0 ? "one attempt, one charge, one lot each time" : "failed"}, ${((performance.now() - began) / races).toFixed(1)} ms each`,
    );
    total[faults.length === 0 ? "passed" : "failed"] += 1;
  }
  await app.close();
  await closeDatabase();
}
