import { expect, test } from "vitest";

import { readFields } from "#app/platform/form.server.ts";

const posted = (body: BodyInit, type?: string): Request =>
  new Request("http://localhost/", {
    method: "POST",
    body,
    ...(type ? { headers: { "content-type": type } } : {}),
  });
const form = "application/x-www-form-urlencoded";

test("a form gives its fields", async () => {
  expect([...(await readFields(posted(new URLSearchParams({ note: "a b" }))))]).toEqual([["note", "a b"]]);
});

test("a NUL in a value is left out, the rest of the form stays", async () => {
  expect([...(await readFields(posted("note=a%00b&title=c", form)))]).toEqual([
    ["note", "ab"],
    ["title", "c"],
  ]);
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
  ["a hundred thousand fields", posted("a=&".repeat(100_000), form)],
])("%s is a 400, not a fault", async (_, request) => {
  await expect(readFields(request)).rejects.toMatchObject({ init: { status: 400 } });
});
