import { expect, test } from "vitest";
import { z } from "zod";

import { asSystem } from "#app/platform/db.server.ts";
import { enqueue, job, plainJob, startJobs, type Job } from "#app/platform/jobs.server.ts";

declare module "#app/platform/jobs.server.ts" {
  interface JobTables {
    test: { "test.succeeds": Job<{ n: number }>; "test.fails-once": Job<Record<string, never>> };
  }
}

test("the queue runs, fails and repeats jobs with a login that owns none of its tables", async () => {
  const ran: string[] = [];
  let done = (): void => undefined;
  const finished = new Promise<void>((resolve) => (done = resolve));
  const jobs = await startJobs(
    {
      "test.succeeds": job(
        z.object({ n: z.int() }),
        async (payload) => void ran.push(JSON.stringify(payload)),
      ),
      "test.fails-once": plainJob(async () => {
        ran.push("try");
        if (ran.filter((what) => what === "try").length === 1) throw new Error("once");
        done();
      }),
    },
    [{ task: "test.succeeds", at: "0 4 1 1 *" }],
  );
  await asSystem(async (tx) => {
    await enqueue(tx, "test.succeeds", { n: 1 }, { key: "one" });
    await enqueue(tx, "test.fails-once", {});
  });
  await finished;
  await jobs.stop();
  expect(ran.sort()).toEqual(["try", "try", '{"n":1}'].sort());
});
