import { z } from "zod";

import { linePrice } from "#app/contracts/line-detail.ts";
import { renewals } from "#app/contracts/rules/clock.ts";
import {
  contractKinds,
  lineKinds,
  type Contract,
  type ContractVersion,
} from "#app/contracts/rules/contract.ts";
import { countingRules } from "#app/contracts/rules/counting.ts";
import { isDay, type Day } from "#app/platform/day.ts";
import { priorities } from "#app/requests/rules/priority.ts";

const day = z.custom<Day>((value) => typeof value === "string" && isDay(value));
const minutes = z.int().nullable();
const line = z.object({
  id: z.string(),
  key: z.string(),
  label: z.string(),
  counts: z.enum(lineKinds),
  typeId: z.string().nullable(),
  price: linePrice,
  quantity: z.int(),
  minimum: z.int(),
  included: z.int(),
  rule: z.enum(countingRules),
  snapshotDay: z.int(),
  onceOn: day.nullable(),
});
/** A version with its lines as the database builds it. */
export const contractVersion: z.ZodType<ContractVersion> = z.object({
  id: z.string(),
  effectiveOn: day,
  reason: z.string().nullable(),
  madeBy: z.string().nullable(),
  madeAt: z.string(),
  included: z.array(z.string()),
  excluded: z.array(z.string()),
  sla: z.array(
    z.object({ priority: z.enum(priorities), responseMinutes: minutes, resolutionMinutes: minutes }),
  ),
  lines: z.array(line),
});
const said = {
  renewal: z.enum(renewals),
  renewalMonths: z.int(),
  noticeMonths: z.int(),
  indexation: z
    .object({ kind: z.enum(["rate", "amount"]), value: z.int(), month: z.int(), noticeDays: z.int() })
    .nullable(),
};
const terms: z.ZodType<Contract["terms"][number]> = z.object({
  ...said,
  id: z.string(),
  countsFrom: day,
  termMonths: z.null(),
  termEndsOn: day.nullable(),
  endsWithTerm: z.boolean(),
  reason: z.string(),
  madeBy: z.string().nullable(),
  madeAt: z.string(),
});
/** A contract as the database builds it. */
export const contractRow: z.ZodType<Contract> = z.object({
  ...said,
  id: z.string(),
  name: z.string(),
  kind: z.enum(contractKinds),
  currency: z.string(),
  startsOn: day,
  endsOn: day.nullable(),
  termMonths: z.int().nullable(),
  termEndsOn: z.null(),
  terms: z.array(terms),
  notice: z.object({ givenOn: day, endsOn: day, by: z.string(), words: z.string() }).nullable(),
  versions: z.array(contractVersion),
});
