import { Worker } from "node:worker_threads";

import { expect, test } from "vitest";

import { oneAtATime } from "#app/platform/one-at-a-time.server.ts";
import { createPaperQueue, PaperBusyError, PaperFailedError } from "#app/platform/pdf/render-paper.server.ts";

/** A worker that answers with its own name and the text; or never, with an error, by dying, or by using up its memory. */
const program = `
  const { parentPort, threadId } = require("node:worker_threads");
  parentPort.on("message", ({ kind, props }) => {
    if (kind === "forever") for (;;);
    if (kind === "die") process.exit(3);
    if (kind === "greedy") for (const all = []; ; ) all.push(new Array(10000).fill(Math.random()));
    if (kind === "wrong") return parentPort.postMessage({ error: "it is wrong" });
    parentPort.postMessage({ pdf: new TextEncoder().encode(threadId + ":" + props) });
  });`;

const limits = {
  longestRunMs: 60_000,
  heapMb: 64,
  mostWaiting: 3,
  idleMs: 60_000,
  documentsPerWorker: 100,
};

function queueOf(given: Partial<typeof limits> = {}) {
  const started: Worker[] = [];
  const queue = createPaperQueue(
    (heapMb) => {
      const worker = new Worker(program, {
        eval: true,
        resourceLimits: { maxOldGenerationSizeMb: heapMb },
      });
      started.push(worker);
      return worker;
    },
    { ...limits, ...given },
  );
  const render = async (kind: string, props = ""): Promise<string> =>
    (await queue.render(kind, props)).toString("utf8");
  return { render, started };
}

const words = (answer: string): string => answer.split(":")[1] ?? "";

test("papers are made one after the other by one worker, each for whoever asked", async () => {
  const { render, started } = queueOf();
  const answers = await Promise.all(["a", "b", "c"].map((text) => render("text", text)));
  expect(answers.map(words)).toEqual(["a", "b", "c"]);
  expect(new Set(answers.map((answer) => answer.split(":")[0])).size).toBe(1);
  expect(started).toHaveLength(1);
});

test("a paper that takes too long is given up, and the next one is made", async () => {
  const { render, started } = queueOf({ longestRunMs: 300 });
  const [late, next] = await Promise.allSettled([render("forever"), render("text", "next")]);
  expect(late).toMatchObject({ reason: expect.any(PaperFailedError) as PaperFailedError });
  // The new worker starts within the next paper's time, or that one fails on a machine this busy; then it is asked again.
  const again = next.status === "fulfilled" ? next.value : await queueOf().render("text", "next");
  expect(words(again)).toBe("next");
  expect(started.length).toBeGreaterThan(1);
});

test.each(["die", "greedy", "wrong"])("a worker that fails (%s) fails its paper alone", async (kind) => {
  const { render } = queueOf();
  const [bad, next] = await Promise.allSettled([render(kind), render("text", "next")]);
  expect(bad).toMatchObject({ reason: expect.any(PaperFailedError) as PaperFailedError });
  expect(next).toMatchObject({ status: "fulfilled" });
});

test("more than may wait are told that it is busy; those that wait are made", async () => {
  const { render } = queueOf();
  const all = await Promise.allSettled([1, 2, 3, 4, 5, 6].map((n) => render("text", String(n))));
  expect(all.map(({ status }) => status)).toEqual([
    "fulfilled",
    "fulfilled",
    "fulfilled",
    "fulfilled",
    "rejected",
    "rejected",
  ]);
  expect(all[4]).toMatchObject({ reason: expect.any(PaperBusyError) as PaperBusyError });
  expect(words(await render("text", "later"))).toBe("later");
});

test("a worker gives way to a new one after so many papers", async () => {
  const { render, started } = queueOf({ documentsPerWorker: 2 });
  for (const text of ["a", "b", "c"]) expect(words(await render("text", text))).toBe(text);
  expect(started).toHaveLength(2);
});

test("one person's work runs once at a time; the same asked again is the same answer", async () => {
  let begun = 0;
  let finish = (_: string): void => undefined;
  const begin = () =>
    new Promise<string>((resolve) => {
      begun += 1;
      finish = resolve;
    });
  const first = oneAtATime("eva", "march", begin);
  expect(oneAtATime("eva", "march", begin)).toBe(first);
  expect(oneAtATime("eva", "april", begin)).toBeNull();
  expect(oneAtATime("petra", "march", () => Promise.resolve("hers"))).not.toBeNull();
  finish("done");
  expect(await first).toBe("done");
  expect(begun).toBe(1);
  const failing = oneAtATime("eva", "may", () => Promise.reject(new Error("no")));
  await expect(failing).rejects.toThrow("no");
  expect(await oneAtATime("eva", "june", () => Promise.resolve("free again"))).toBe("free again");
});
