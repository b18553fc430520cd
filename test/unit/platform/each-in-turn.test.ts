import { expect, test } from "vitest";

import { eachInTurn } from "#app/platform/each-in-turn.server.ts";

test("one that fails keeps no other waiting, and the job comes back", async () => {
  const done: number[] = [];
  const act = (one: number): Promise<void> => {
    if (one === 2) return Promise.reject(new Error("broken"));
    done.push(one);
    return Promise.resolve();
  };
  const all = eachInTurn([1, 2, 3], act, { says: "not done", facts: (one) => ({ one: String(one) }) });
  await expect(all).rejects.toThrow("not done: 1 of 3");
  expect(done).toEqual([1, 3]);
});
