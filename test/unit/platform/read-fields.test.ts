import { expect, test } from "vitest";

import { readFields } from "#app/platform/form.server.ts";

const posted = (body: BodyInit, type?: string): Request =>
  new Request("http://localhost/", {
    method: "POST",
    body,
    ...(type ? { headers: { "content-type": type } } : {}),
  });
const form = "application/x-www-form-urlencoded";

const parts = (count: number, boundary: string): string =>
  `--${boundary}\r\ncontent-disposition: form-data; name="a"\r\n\r\nx\r\n`.repeat(count) +
  `--${boundary}--\r\n`;

test("a form gives its fields", async () => {
  expect([...(await readFields(posted(new URLSearchParams({ note: "a b" }))))]).toEqual([["note", "a b"]]);
});

test("a NUL in a value is left out, the rest of the form stays", async () => {
  expect([...(await readFields(posted("note=a%00b&title=c", form)))]).toEqual([
    ["note", "ab"],
    ["title", "c"],
  ]);
});

test("a note may hold as many signs and dashes as it likes", async () => {
  const note = "&=\r\n--\r\n--x--\r\n".repeat(200);
  expect((await readFields(posted(new URLSearchParams({ note })))).get("note")).toBe(note);
  const fields = new FormData();
  fields.set("note", note);
  expect((await readFields(posted(fields))).get("note")).toBe(note);
});

test("a hundred fields are read", async () => {
  const fields = new FormData();
  for (let count = 0; count < 100; count++) fields.append("entry", `${count}`);
  expect((await readFields(posted(fields))).getAll("entry")).toHaveLength(100);
  expect((await readFields(posted("entry=1&".repeat(99), form))).getAll("entry")).toHaveLength(99);
});

test("what is larger than a form may be is a 413, unread where its length is said", async () => {
  const large = posted("note=".padEnd(65_537, "x"), form);
  await expect(readFields(large)).rejects.toMatchObject({ init: { status: 413 } });
  const said = new Request("http://localhost/", {
    method: "POST",
    body: "note=x",
    headers: { "content-type": form, "content-length": "65537" },
  });
  await expect(readFields(said)).rejects.toMatchObject({ init: { status: 413 } });
  expect(said.bodyUsed).toBe(false);
  const import_ = posted("note=".padEnd(65_537, "x"), form);
  expect((await readFields(import_, { mostBytes: 100_000 })).get("note")).toHaveLength(65_532);
});

test("the fields of the largest form are counted in a few milliseconds", async () => {
  const before = process.cpuUsage();
  for (let round = 0; round < 10; round++)
    await readFields(posted("&".repeat(65_536), form)).catch(() => null);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 10_000).toBeLessThan(20);
});

test.each([
  ["JSON", posted("{}", "application/json")],
  ["plain text", posted("note=a", "text/plain")],
  ["a broken multipart body", posted("rubbish", "multipart/form-data; boundary=x")],
  ["a NUL in a name", posted("no%00te=a", form)],
  // Built into an array of that length, it took the memory of the process.
  ["an array of a hundred million", posted("a[99999999]=x", form)],
  ["a name of every object", posted("constructor=x", form)],
  ["a way into the prototype", posted("__proto__.x=x", form)],
  ["the form library's own intents", posted("__intent__=%7B%7D", form)],
  ["a hundred and one fields", posted("a=&".repeat(101), form)],
  ["as many fields as 64 kB hold", posted("&".repeat(65_536), form)],
  ["a hundred and one parts", posted(parts(101, "x"), "multipart/form-data; boundary=x")],
  ["parts behind a quoted boundary", posted(parts(101, "a b"), 'multipart/form-data; boundary="a b"')],
])("%s is a 400, not a fault", async (_, request) => {
  await expect(readFields(request)).rejects.toMatchObject({ init: { status: 400 } });
});
