import { z } from "zod";

import { columnNamed, importKinds, type ImportColumn } from "#app/people/rules/import/columns.ts";
import { mostLines } from "#app/people/rules/import/plan.ts";
import { formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { rosterFileBytes } from "#app/platform/web/upload-limits.ts";

/** The longest text that is read line by line. */
export const mostText = 600_000;

/** A file about a client's people, uploaded or pasted, with the column that each of ours is in where somebody chose it (`name:2`, `email:-`). */
export const importFileForm = z
  .object({
    intent: z.enum(["check", "import"]).default("check"),
    kind: z.enum(importKinds),
    file: z.instanceof(File).optional(),
    text: z.string().max(mostText).default(""),
    columns: z
      .array(
        z
          .string()
          .max(30)
          .regex(/^[a-zA-Z]+:(?:-|\d{1,2})$/),
      )
      .max(40)
      .default([]),
  })
  .superRefine(({ file, text }, context) => {
    const tooLarge = m.people_import_too_large({ count: formatNumber(mostLines) });
    if (file && file.size > rosterFileBytes)
      context.addIssue({ code: "custom", path: ["file"], message: tooLarge, input: file.size });
    if (!file && text.trim() === "")
      context.addIssue({ code: "custom", path: ["file"], message: m.care_import_nothing(), input: text });
  });

/** Which column of the file each of ours is in, as a form chose it; undefined where it chose none. */
export function chosenColumns(columns: readonly string[]): ReadonlyMap<ImportColumn, number> | undefined {
  if (columns.length === 0) return undefined;
  return new Map(
    columns.flatMap((choice) => {
      const [name = "", index = "-"] = choice.split(":");
      const column = columnNamed(name);
      return column === null || index === "-" ? [] : [[column, Number(index)] as const];
    }),
  );
}
