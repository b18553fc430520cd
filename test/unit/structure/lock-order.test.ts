import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { lockOrder, locksOf, tooLate } from "#test/setup/lock-order.ts";
import { sourceFiles } from "#test/unit/structure/source-files.ts";

const client = "select from client where id = $1::uuid for no key update";
const account = "select hours_credit($1, $2)";
const order = "select 1 as locked from block_order where client_id = $1 for no key update";

test("a lock that comes before one that is held is too late, unless it is held already", () => {
  expect(
    [client, account, order].map((statement) => locksOf(statement).map((place) => lockOrder[place]?.[0])),
  ).toEqual([["client"], ["hour account"], ["order"]]);
  const held = new Set(locksOf(order));
  expect(lockOrder[tooLate(held, client)]?.[0]).toBe("client");
  expect(tooLate(new Set([...locksOf(client), ...held]), client)).toBe(-1);
  expect(tooLate(new Set(locksOf(client)), account)).toBe(-1);
});

const sources = sourceFiles("app", ".server.ts").map((file) => ({ file, text: readFileSync(file, "utf8") }));

test("every statement of the application that locks rows has its place in the order", () => {
  const locking =
    /\b(?:from|update) [a-z_]+\b[^`;]*?\bfor (?:no key )?update\b|\bpg_advisory_xact_lock\([^`;]*/g;
  const without = sources.flatMap(({ file, text }) =>
    [...text.matchAll(locking)]
      .map(([statement]) => statement.replace(/\s+/g, " "))
      .filter((statement) => locksOf(statement).length === 0)
      .map((statement) => `${file}: ${statement}`),
  );
  expect(without).toEqual([]);
});

test("every place in the order is a lock that the application takes, and stands in docs/architecture.md", () => {
  const taken = new Set(sources.flatMap(({ text }) => text.split("`")).flatMap(locksOf));
  expect(lockOrder.filter((_, place) => !taken.has(place)).map(([name]) => name)).toEqual([]);
  const [, list = ""] =
    /## Lock order\n([^]*?)\n## /.exec(readFileSync("docs/architecture.md", "utf8")) ?? [];
  const documented = [...list.matchAll(/^\d+\. ([^(\n]+?)(?: \(|$)/gm)].map(([, name]) => name);
  expect(documented).toEqual(lockOrder.map(([name]) => name));
});
