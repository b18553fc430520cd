import { z } from "zod";

import { importKinds } from "#app/people/rules/import/columns.ts";
import { mostLines } from "#app/people/rules/import/plan.ts";
import { importFields, needsFile } from "#app/platform/import-form.ts";
import { rosterFileBytes } from "#app/platform/web/upload-limits.ts";

/** A file about a client's people, and what kind of row it holds. */
export const importFileForm = z
  .object({ ...importFields, kind: z.enum(importKinds) })
  .superRefine(needsFile({ mostBytes: rosterFileBytes, mostRows: mostLines }));
