import { parseWithZod } from "@conform-to/zod/v4";
import { describe, expect, test } from "vitest";
import { z } from "zod";

import { readImport } from "#app/hours/rules/import-rows.ts";
import { maximaOf, unboundedFields } from "#app/platform/field-maxima.ts";
import { readForm } from "#app/platform/form.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { listFormReaders, listFormSchemas } from "#test/setup/form-schemas.ts";

const readers = await listFormReaders();
const forms = await listFormSchemas();

const size = 100_000;
/** Texts at which a regular expression that tries every division of them works with the square of their length. */
const texts: Record<string, (length: number) => string> = {
  spaces: (length) => `1${" ".repeat(length)}1`,
  "spaces behind a colon": (length) => `1:${" ".repeat(length)}x`,
  digits: (length) => "1".repeat(length),
  "groups of digits": (length) => "1.000,".repeat(length / 6),
  signs: (length) => "-:.,/%€'".repeat(length / 8),
  letters: (length) => `${"a".repeat(length)}@`,
  "letters and points": (length) => `a@${"a.".repeat(length / 2)}`,
  "line ends": (length) => "\r\n".repeat(length / 2),
};

/** The CPU time of the quickest of three runs, in milliseconds: what the code needs, without what else the machine did. */
async function cpuMs(run: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 3 && (times.length === 0 || Math.min(...times) > 50); round++) {
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  return Math.min(...times);
}

test("every file that reads a form imports its schema, so that these tests find it", () => {
  expect(readers.length).toBeGreaterThan(40);
  expect(readers.filter(({ schemas }) => schemas.length === 0).map(({ file }) => file)).toEqual([]);
});

describe.each(forms)("$name", ({ schema }) => {
  const names = [...maximaOf(schema).keys()];

  test("names a maximum for each text", () => {
    expect(names.length).toBeGreaterThan(0);
    expect(unboundedFields(schema)).toEqual([]);
  });

  test("answers 100 kB in any field within 50 ms of CPU, even where nothing cuts them off before", async () => {
    for (const [kind, text] of Object.entries(texts))
      for (const name of names) {
        for (const form of formsOf(schema, name, text(size))) {
          const ms = await cpuMs(() => withLocale("en", () => parseWithZod(form, { schema })));
          expect(ms, `${name}: ${kind}`).toBeLessThan(50);
        }
      }
  });

  test("says at the field that its text is too long, and keeps it", async () => {
    for (const [name, maximum] of maximaOf(schema)) {
      const typed = "x".repeat(Math.min(maximum + 1, 60_000));
      if (typed.length <= maximum) continue;
      for (const fields of formsOf(schema, name, typed)) {
        const form = await withLocale("en", () => readForm(post(fields), schema));
        const error = form.status === "error" ? form.error?.[name] : null;
        expect(error, name).toEqual([`Use at most ${maximum} characters.`]);
        expect(form.reply().initialValue?.[name], name).toBe(typed);
      }
    }
  });
});

test.each(Object.entries(texts))(
  "an import with 100 kB of %s in any cell is answered within 50 ms",
  async (_, text) => {
    for (let column = 0; column < 5; column++) {
      const cells = ["Noord", "10", "95", "2027-12-31", "R1"];
      for (const cell of [
        text(size),
        `"${text(size)}"`,
        `${" ".repeat(size / 2)}${'"a" '.repeat(size / 8)}`,
      ]) {
        cells[column] = cell;
        const file = `klant;uren;prijs;geldig t/m;kenmerk\n${cells.join(";")}`;
        expect(await cpuMs(() => readImport(file)), `column ${column}`).toBeLessThan(50);
      }
    }
  },
);

test("a file's head of 100 kB is answered within 50 ms, with a page that can be shown", async () => {
  const head = `klant;uren;${"x;".repeat(size / 2)}\nNoord;10`;
  expect(await cpuMs(() => readImport(head))).toBeLessThan(50);
  const { errors } = readImport(`klant;uren;${"x;".repeat(size / 2)}${"y".repeat(size)}\nNoord;10`);
  expect(errors.length).toBeLessThanOrEqual(22);
  expect(JSON.stringify(errors).length).toBeLessThan(5000);
});

const id = "0b9f5a3e-7a54-4d7e-9c3f-0a4e3a1c2b11";

/** Forms that a schema might take, one for each of its intents and of its choices, but for one field. */
function formsOf(schema: z.ZodType, name: string, typed: string): FormData[] {
  const {
    oneOf = [],
    anyOf = [],
    ...whole
  } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const alternatives = [...oneOf, ...anyOf].length > 0 ? [...oneOf, ...anyOf] : [whole];
  return alternatives.flatMap(({ properties = {} }) => {
    const shapes = Object.entries(properties).flatMap(([field, shape]) =>
      typeof shape === "object" ? [{ field, shape }] : [],
    );
    if (!shapes.some(({ field }) => field === name)) return [];
    const choices = Math.min(4, Math.max(1, ...shapes.map(({ shape }) => shape.enum?.length ?? 1)));
    return Array.from({ length: choices }, (_, choice) => {
      const form = new FormData();
      for (const { field, shape } of shapes) form.set(field, sampleOf(shape, choice));
      form.set(name, typed);
      return form;
    });
  });
}

function sampleOf(shape: z.core.JSONSchema.BaseSchema, choice: number): string {
  if (shape.const !== undefined) return String(shape.const);
  if (shape.enum) return String(shape.enum[Math.min(choice, shape.enum.length - 1)]);
  if (shape.format === "uuid" || shape.type === "array") return id;
  if (shape.format === "email") return "eva@example.com";
  return shape.type === "boolean" ? "on" : "10";
}

function post(fields: FormData): Request {
  const body = new URLSearchParams();
  for (const [name, value] of fields) body.append(name, typeof value === "string" ? value : "");
  return new Request("http://localhost/", { method: "POST", body });
}
