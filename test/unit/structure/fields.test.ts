import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { sourceFiles } from "#test/unit/structure/source-files.ts";

const files = sourceFiles("app", ".tsx").map((file) => ({ file, text: readFileSync(file, "utf8") }));

const holding = (pattern: RegExp) => files.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

test("no field is a browser's number field, which reads 95.00 as it likes and changes under a wheel", () => {
  expect(holding(/type="number"/)).toEqual([]);
});

test("every menu of choices has the look of the other fields", () => {
  expect(holding(/<select\b/)).toEqual(["app/ui/fields/select.tsx"]);
});

test("a field that must be filled in is judged by the server, in the page's language", () => {
  const judging = files.filter(({ text }) => /\brequired(: true|\s*\/?>|=\{true\})/.test(text));
  expect(
    judging.filter(({ text }) => !/noValidate|getFormProps|<ReplyForm/.test(text)).map(({ file }) => file),
  ).toEqual([]);
});

test("a posted form with texts keeps what was typed when it is refused", () => {
  const forgetful = files
    .filter(({ text }) => !text.includes("lastResult?.initialValue"))
    .flatMap(({ file, text }) =>
      [...text.matchAll(/<Form\b([^]*?)>([^]*?)<\/Form>/g)]
        .filter(([, head = "", inside = ""]) => {
          const hasText = /<(TextField|TextArea|DayField|DurationField)\b/.test(inside);
          return hasText && /method="post"/.test(head) && !/getFormProps/.test(head);
        })
        .map(() => file),
    );
  // A code that works once is not sent back.
  expect(forgetful).toEqual(["app/desk/components/change-preview.tsx"]);
});
