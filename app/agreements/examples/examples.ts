import type { AgreementKind } from "#app/agreements/kinds.ts";
import type { TemplateContent } from "#app/agreements/rules/template.ts";

import { hourTerms } from "./hour-terms.ts";
import { managed } from "./managed.ts";
import { changeOrder, dataProcessing, notice } from "./others.ts";

/** The texts that ship, by kind: a first draft to have read by a lawyer. */
export const exampleTemplates: Record<AgreementKind, TemplateContent> = {
  "hour-terms": hourTerms,
  managed,
  "data-processing": dataProcessing,
  "change-order": changeOrder,
  notice,
};
