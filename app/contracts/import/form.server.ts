import { z } from "zod";

import { mostContractRows } from "#app/contracts/rules/import/plan.ts";
import { importFields, mostImportText, needsFile } from "#app/platform/import-form.ts";

/** A file of contracts. */
export const contractFileForm = z
  .object(importFields)
  .superRefine(needsFile({ mostBytes: mostImportText, mostRows: mostContractRows }));
