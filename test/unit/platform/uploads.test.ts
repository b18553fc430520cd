import { readdirSync, readFileSync } from "node:fs";

import type { RouteConfigEntry } from "@remix-run/route-config";
import { expect, test } from "vitest";

import { importBytes } from "#app/hours/adjustments/forms.server.ts";
import { brandFormBytes } from "#app/office/forms/brand-form.server.ts";
import { createUploadGate } from "#app/platform/web/upload-gate.server.ts";
import {
  agreementFileBytes,
  largePosts,
  postLimitOf,
  rosterFileBytes,
} from "#app/platform/web/upload-limits.ts";
import routes from "#app/routes.ts";

const id = "0b9f5a3e-7a54-4d7e-9c3f-0a4e3a1c2b11";

function pathsOf(entries: readonly RouteConfigEntry[], base = ""): string[] {
  return entries.flatMap(({ path, children = [] }) => {
    const here = path === undefined ? base : `${base}/${path}`;
    return [here, ...pathsOf(children, here)];
  });
}

test("a page takes as much as its form reads, whatever else is posted a megabyte", async () => {
  const known = pathsOf(routes);
  for (const [path, bytes] of Object.entries(largePosts)) {
    expect(known, path).toContain(path);
    const address = path.replaceAll(/:\w+/g, id);
    expect([postLimitOf(address), postLimitOf(`${address}.data`)], path).toEqual([bytes, bytes]);
  }
  expect(postLimitOf("/check-agreement")).toBeGreaterThan(agreementFileBytes);
  expect(postLimitOf(`/staff/clients/${id}/import`)).toBeGreaterThan(rosterFileBytes);
  for (const path of ["/", "/webhooks/stripe", "/requests/x", `/requests/${id}/more`, "/staff/import"])
    expect(postLimitOf(path), path).toBe(1_000_000);
});

test("every action that reads more than a megabyte takes its limit from the table, and waits for its turn", () => {
  const files = ["client", "public", "staff"].flatMap((side) =>
    readdirSync(`app/routes/${side}`).map((name) => `app/routes/${side}/${name}`),
  );
  const texts = files.map((file) => ({ file, text: readFileSync(file, "utf8") }));
  const named = texts.flatMap(({ text }) =>
    [...text.matchAll(/mostBytes: ([\w[]+)/g)].map(([, name]) => name),
  );
  expect([...new Set(named)].sort()).toEqual(["brandFormBytes", "importBytes", "largePosts["]);
  expect(Math.max(brandFormBytes, importBytes)).toBeLessThanOrEqual(1_000_000);
  const reading = texts.filter(({ text }) => /largePosts\[|filesLimits|readAskForm/.test(text));
  expect(reading).toHaveLength(Object.keys(largePosts).length);
  for (const { file, text } of reading) expect(text, file).toMatch(/\bin(Files|Upload)Turn\(/);
});

const large = { headers: new Headers({ "content-length": "2000000" }) };
const person = (key: string) => ({ kind: "person", key }) as const;

/** A form that is being read until it is let go. */
function begin(inTurn: ReturnType<typeof createUploadGate>, key: string, begun: string[]) {
  let end: () => void = () => {};
  const reading = new Promise<void>((resolve) => {
    end = resolve;
  });
  const ended = inTurn(large, person(key), () => {
    begun.push(key);
    return reading;
  });
  return { end, ended };
}
/** Lets what is ready go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

test("four large forms are read at once, one of each person; the next begins when one ends, small ones at once", async () => {
  const inTurn = createUploadGate();
  const begun: string[] = [];
  const [first, again, ...others] = ["a", "a", "b", "c", "d", "e"].map((key) => begin(inTurn, key, begun));
  await settle();
  expect(begun).toEqual(["a", "b", "c", "d"]);
  expect(await inTurn({ headers: new Headers() }, person("a"), async () => "small")).toBe("small");
  first?.end();
  await first?.ended;
  await settle();
  expect(begun).toEqual(["a", "b", "c", "d", "a"]);
  for (const { end } of [again, ...others].filter((one) => one !== undefined)) end();
  await Promise.all(others.map(({ ended }) => ended));
  expect(begun).toEqual(["a", "b", "c", "d", "a", "e"]);
});

test("who waits too long is told when to try again, and leaves no turn behind; a form that fails leaves its own", async () => {
  const inTurn = createUploadGate({ waitMs: 5 });
  const first = begin(inTurn, "a", []);
  await expect(inTurn(large, person("a"), async () => "read")).rejects.toMatchObject({
    init: { status: 503, headers: { "retry-after": "20" } },
  });
  first.end();
  await first.ended;
  await expect(inTurn(large, person("a"), () => Promise.reject(new Error("failed")))).rejects.toThrow(
    "failed",
  );
  expect(await inTurn(large, person("a"), async () => "read")).toBe("read");
  const full = createUploadGate({ waiting: 0 });
  const held = begin(full, "a", []);
  await expect(full(large, person("a"), async () => "read")).rejects.toMatchObject({ init: { status: 503 } });
  held.end();
  await held.ended;
});
