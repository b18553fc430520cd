import { randomUUID } from "node:crypto";

import pg from "pg";
import { beforeAll, expect, test } from "vitest";

import { jobWord } from "#app/office/components/job-words.ts";
import { countGivenUp, listGivenUp, tryAgain } from "#app/office/given-up.server.ts";
import { jobs } from "#app/jobs.server.ts";
import { asSystem, inScope } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import * as tasks from "#app/routes/staff/tasks.tsx";
import { buildWorld, requestOf, statusOf, type World } from "#test/db/desk/world.ts";

let world: World;
beforeAll(async () => {
  world = await buildWorld();
});

async function behind<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: process.env["MIGRATE_DATABASE_URL"] });
  await client.connect();
  return client
    .query<T>(text, values)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

/** What the queue does to a job whose last try failed. */
async function giveUp(): Promise<void> {
  await behind(
    "update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'the mail server said no'",
  );
}

test("what the queue gave up is the owner's to see and to have tried again, once, with an audit row", async () => {
  await asSystem((tx) =>
    queueLetter(tx, {
      key: `k:${randomUUID()}`,
      clientId: world.jansen,
      to: "petra@jansen.example",
      locale: "nl",
      template: "reset-password",
      props: { name: "Petra", mspName: "Helder IT", link: "https://portal.example/reset/x" },
    }),
  );
  expect(await listGivenUp(world.noor)).toEqual([]);
  await giveUp();
  const [job, ...others] = await listGivenUp(world.noor);
  expect(others).toEqual([]);
  expect(job).toMatchObject({
    task: "mail.send-letter",
    to: "petra@jansen.example",
    tries: 25,
    error: "the mail server said no",
  });
  for (const scope of [world.iris, world.fien, world.daan]) {
    expect(await listGivenUp(scope)).toEqual([]);
    expect(await inScope(scope, (tx) => countGivenUp(tx, scope))).toBe(0);
    expect(await tryAgain(scope, job?.id ?? "")).toEqual({ ok: false, refusal: "task-gone" });
  }
  const client = { kind: "client" as const, clientId: world.jansen, userId: world.petra.userId };
  expect(await inScope(client, (tx) => tx.$queryRaw`select * from given_up_jobs()`)).toEqual([]);
  expect(
    await inScope(client, (tx) => tx.$queryRaw`select try_job_again(${job?.id}::bigint) as task`),
  ).toEqual([{ task: null }]);
  const answers = await Promise.all([1, 2, 3].map(() => tryAgain(world.noor, job?.id ?? "")));
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  expect(await listGivenUp(world.noor)).toEqual([]);
  expect(await behind("select attempts, run_at <= now() as due from graphile_worker._private_jobs")).toEqual([
    { attempts: 0, due: true },
  ]);
  const told = await asSystem((tx) => tx.auditEvent.findMany({ where: { action: "job.tried-again" } }));
  expect(told.map((row) => [row.target, row.detail])).toEqual([
    [`job:${job?.id}`, { kind: "mail.send-letter" }],
  ]);
});

test("the tasks page shows it to the owner alone, and its button asks again", async () => {
  await asSystem((tx) => enqueue(tx, "hours.expire", {}));
  await giveUp();
  const page = async (scope: typeof world.noor) =>
    tasks.loader({ request: await requestOf(scope, "/staff/tasks"), params: {}, context: {} });
  expect((await page(world.fien)).givenUp).toEqual([]);
  const { givenUp } = await page(world.noor);
  expect(givenUp.map((job) => job.task).sort()).toEqual(["hours.expire", "mail.send-letter"]);
  for (const job of [...givenUp.map(({ id }) => id), "1; drop table client"]) {
    expect(
      await statusOf(async () =>
        tasks.action({
          request: await requestOf(world.noor, "/staff/tasks", { job }),
          params: {},
          context: {},
        }),
      ),
    ).toBe(302);
  }
  expect((await page(world.noor)).givenUp).toEqual([]);
});

test.each(Object.keys(jobs))("%s has words", (job) => {
  expect(jobWord(job)).not.toBe(job);
});
