import { z } from "zod";

import { contractColumnNamed, type ContractColumn } from "#app/contracts/rules/import/columns.ts";
import { mostContractRows } from "#app/contracts/rules/import/plan.ts";
import { formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

const mostText = 600_000;

/** A file of contracts, uploaded or pasted, with the column that each of ours is in where somebody chose it (`price:2`, `kind:-`). */
export const contractFileForm = z
  .object({
    intent: z.enum(["check", "import"]).default("check"),
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
    const tooLarge = m.people_import_too_large({ count: formatNumber(mostContractRows) });
    if (file && file.size > mostText)
      context.addIssue({ code: "custom", path: ["file"], message: tooLarge, input: file.size });
    if (!file && text.trim() === "")
      context.addIssue({ code: "custom", path: ["file"], message: m.care_import_nothing(), input: text });
  });

/** Which column of the file each of ours is in, as a form chose it; undefined where it chose none. */
export function chosenContractColumns(
  columns: readonly string[],
): ReadonlyMap<ContractColumn, number> | undefined {
  if (columns.length === 0) return undefined;
  return new Map(
    columns.flatMap((choice) => {
      const [name = "", index = "-"] = choice.split(":");
      const column = contractColumnNamed(name);
      return column === null || index === "-" ? [] : [[column, Number(index)] as const];
    }),
  );
}
