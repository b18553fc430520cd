import { z } from "zod";

import { formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** The longest text that is read line by line, and that can be sent once more with a form. */
export const mostImportText = 600_000;

/** What every form has that takes a file line by line: uploaded or pasted, with the column that each of ours is in where somebody chose it (`name:2`, `email:-`). */
export const importFields = {
  intent: z.enum(["check", "import"]).default("check"),
  file: z.instanceof(File).optional(),
  text: z.string().max(mostImportText).default(""),
  columns: z
    .array(
      z
        .string()
        .max(30)
        .regex(/^[a-zA-Z]+:(?:-|\d{1,2})$/),
    )
    .max(40)
    .default([]),
};

/** Refuses a file that is larger than a number of bytes, in words about the lines that may be in it, and a form without a file or text. */
export function needsFile({ mostBytes, mostRows }: { mostBytes: number; mostRows: number }) {
  return ({ file, text }: { file?: File | undefined; text: string }, context: z.RefinementCtx): void => {
    const tooLarge = m.people_import_too_large({ count: formatNumber(mostRows) });
    if (file && file.size > mostBytes)
      context.addIssue({ code: "custom", path: ["file"], message: tooLarge, input: file.size });
    if (!file && text.trim() === "")
      context.addIssue({ code: "custom", path: ["file"], message: m.manage_import_nothing(), input: text });
  };
}

/** Which column of the file each of ours is in, as a form chose it; undefined where it chose none. `columnNamed` finds a column of ours by its name. */
export function chosenColumns<Column extends string>(
  choices: readonly string[],
  columnNamed: (name: string) => Column | null,
): ReadonlyMap<Column, number> | undefined {
  if (choices.length === 0) return undefined;
  return new Map(
    choices.flatMap((choice) => {
      const [name = "", index = "-"] = choice.split(":");
      const column = columnNamed(name);
      return column === null || index === "-" ? [] : [[column, Number(index)] as const];
    }),
  );
}
