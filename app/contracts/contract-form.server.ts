import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";
import { dayField, durationField, quantityField } from "#app/platform/typed/fields.ts";
import { readAmount } from "#app/platform/typed/amount.ts";
import { onceWell } from "#app/platform/typed/once-well.ts";
import { day as readDay, type Day } from "#app/platform/day.ts";

import { priorities } from "#app/requests/rules/priority.ts";
import { readLines } from "./line-form.server.ts";
import { renewals } from "./rules/clock.ts";
import { contractKinds, type Indexation } from "./rules/contract.ts";
import { signatureChoices } from "./rules/price-rise.ts";
import { decisionChoices } from "./rules/renewals.ts";
import type { NewContract, NewVersion } from "./store/contract-store.server.ts";

const noticeDays = () => quantityField({ least: 0, most: 365, wrong: m.contracts_days_wrong });
const months = (least: number, most: number) =>
  quantityField({ least, most, wrong: m.contracts_months_wrong });
const day = () => dayField({ wrong: m.contracts_day_wrong });
const reason = () =>
  z
    .string({ error: () => m.contracts_end_reason_wrong() })
    .trim()
    .min(1)
    .max(500);
const text = z.string().trim().max(4000).optional();
const time = durationField({
  bare: "hours",
  least: 1,
  most: 60_000,
  wrong: m.contracts_time_wrong,
}).optional();

const version = {
  /** The form's own key. */
  id: z.uuid(),
  included: text,
  excluded: text,
  criticalResponse: time,
  criticalResolution: time,
  highResponse: time,
  highResolution: time,
  normalResponse: time,
  normalResolution: time,
  lowResponse: time,
  lowResolution: time,
};

/** A further version of a contract; its lines are read by readLines. */
export const versionForm = z.looseObject({
  ...version,
  seen: z.uuid(),
  effectiveOn: day(),
  reason: z.string().trim().min(1).max(500),
  signature: z.enum(signatureChoices),
});

/** A new contract with its first version, which begins with it. */
export const newContractForm = z
  .looseObject({
    ...version,
    name: z.string().trim().min(1).max(120),
    kind: z.enum(contractKinds),
    startsOn: day(),
    endsOn: day().optional(),
    termMonths: months(1, 120).optional(),
    renewal: z.enum(renewals),
    renewalMonths: months(1, 120),
    noticeMonths: months(0, 24),
    indexation: z.enum(["none", "rate", "amount"]),
    indexationValue: z.string().trim().max(20).optional(),
    indexationMonth: months(1, 12).optional(),
    indexationNoticeDays: noticeDays().optional(),
  })
  .superRefine(
    ({ startsOn, endsOn }, context) => {
      if (endsOn !== undefined && endsOn < startsOn)
        wrong(context, "endsOn", m.contracts_ends_before_start());
    },
    onceWell("startsOn", "endsOn"),
  )
  .superRefine(checkIndexation, onceWell("indexation", "indexationValue", "indexationMonth"));

type IndexationFields = {
  indexation: "none" | "rate" | "amount";
  indexationValue?: string | undefined;
  indexationMonth?: number | undefined;
  indexationNoticeDays?: number | undefined;
};

function checkIndexation(
  { indexation, indexationValue, indexationMonth }: IndexationFields,
  context: z.RefinementCtx,
): void {
  if (indexation === "none") return;
  if (riseOf(indexationValue) === null) wrong(context, "indexationValue", m.contracts_indexation_wrong());
  if (indexationMonth === undefined) wrong(context, "indexationMonth", m.contracts_months_wrong());
}

/** Other terms of a contract from a day on; `seen` is empty where it still has those of its making. */
export const termsForm = z
  .object({
    id: z.uuid(),
    seen: z.uuid().optional(),
    countsFrom: day(),
    termEndsOn: day().optional(),
    renewal: z.enum(renewals),
    renewalMonths: months(1, 120),
    noticeMonths: months(0, 24),
    indexation: z.enum(["none", "rate", "amount"]),
    indexationValue: z.string().trim().max(20).optional(),
    indexationMonth: months(1, 12).optional(),
    indexationNoticeDays: noticeDays().optional(),
    reason: reason(),
  })
  .superRefine(checkIndexation, onceWell("indexation", "indexationValue", "indexationMonth"));

/** What the page about a contract's renewal sends: its new last day, or a decision that is noted. */
export const renewalForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("renew"),
    id: z.uuid(),
    seen: z.uuid().optional(),
    termEndsOn: day(),
    reason: reason(),
  }),
  z
    .object({
      intent: z.literal("note"),
      id: z.uuid(),
      noteFor: day(),
      choice: z.enum(decisionChoices),
      talkOn: day().optional(),
      note: z.string().trim().max(500).default(""),
    })
    .superRefine(
      ({ choice, talkOn }, context) => {
        if (choice === "talk" && talkOn === undefined) wrong(context, "talkOn", m.contracts_day_wrong());
      },
      onceWell("choice", "talkOn"),
    ),
]);

function wrong(context: z.RefinementCtx, path: string, message: string): void {
  context.addIssue({ code: "custom", path: [path], message, input: "" });
}

/** What the fields of an indexation say; null where none is agreed. */
export function readIndexation(fields: IndexationFields): Indexation | null {
  const { indexation: kind, indexationMonth: month, indexationNoticeDays: days = 30 } = fields;
  const value = riseOf(fields.indexationValue);
  return kind === "none" || value === null || month === undefined
    ? null
    : { kind, value, month, noticeDays: days };
}

/** A rate of 3,1 percent is typed as an amount is: hundredths are basis points. Null for what is none. */
function riseOf(typed: string | undefined): number | null {
  const read = readAmount(typed ?? "");
  return read.ok && read.value !== 0 ? read.value : null;
}

/** A client's notice: with words or without, confirmed by a tick. */
export const noticeForm = z.object({
  words: z.string().trim().max(1000).optional(),
  sure: z.literal("on", { error: () => m.contracts_notice_sure_wrong() }),
});

/** The MSP's end of a contract: its last day and the reason, confirmed by a tick. */
export const endContractForm = z.object({
  id: z.uuid(),
  lastOn: day(),
  reason: reason(),
  sure: z.literal("on", { error: () => m.contracts_end_sure_wrong() }),
});

/** What the tab of a client's contracts sends: a version withdrawn, prices indexed, a job recorded or taken back, what a request costs ended or taken back, an end or terms taken back. */
export const contractTabForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("withdraw"), version: z.uuid() }),
  z.object({
    intent: z.literal("job"),
    id: z.uuid(),
    lineKey: z.uuid(),
    doneOn: day(),
    note: z.string().trim().max(200).default(""),
  }),
  z.object({ intent: z.literal("index"), id: z.uuid(), contractId: z.uuid() }),
  z.object({ intent: z.literal("withdraw-terms"), contractId: z.uuid(), terms: z.uuid() }),
  z.object({ intent: z.literal("take-back-job"), jobId: z.uuid() }),
  z.object({ intent: z.literal("end-charge"), chargeId: z.uuid(), lastOn: day() }),
  z.object({ intent: z.literal("take-back-charge"), chargeId: z.uuid() }),
  z.object({ intent: z.literal("undo-end"), contractId: z.uuid() }),
]);

type VersionFields = { included?: string | undefined; excluded?: string | undefined } & Record<
  string,
  unknown
>;
export type FormErrors = Record<string, string[]>;
type Read<T> = { ok: true; value: T } | { ok: false; errors: FormErrors };

/** What the fields of a version say, from a day on; the errors stand by field. */
export function readVersion(
  fields: VersionFields,
  effectiveOn: Day,
  reason: string | null,
): Read<NewVersion> {
  const { lines, errors } = readLines(fields, effectiveOn);
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const minutes = (name: string): number | null => {
    const value = fields[name];
    return typeof value === "number" ? value : null;
  };
  const sla = priorities.map((priority) => ({
    priority,
    responseMinutes: minutes(`${priority}Response`),
    resolutionMinutes: minutes(`${priority}Resolution`),
  }));
  return {
    ok: true,
    value: {
      effectiveOn,
      reason,
      included: listed(fields.included),
      excluded: listed(fields.excluded),
      sla,
      lines,
    },
  };
}

/** What else is wrong with the lines of a form whose other fields are: by field, and for a form without any line, as a whole. */
export function readLineErrors(typed: Record<string, unknown>): {
  fieldErrors: FormErrors;
  formErrors?: string[];
} {
  const { lines, errors } = readLines(typed, someDay);
  const isEmpty = lines.length === 0 && Object.keys(errors).length === 0;
  return { fieldErrors: errors, ...(isEmpty ? { formErrors: [m.contracts_refused_no_lines()] } : {}) };
}

// The day decides nothing about whether a line is well.
const someDay = readDay("2000-01-01");

/** What the fields of a new contract say. */
export function readNewContract(fields: z.output<typeof newContractForm>): NewContract {
  const {
    name,
    kind,
    startsOn,
    endsOn = null,
    termMonths = null,
    renewal,
    renewalMonths,
    noticeMonths,
  } = fields;
  const contract = { name, kind, startsOn, endsOn, termMonths, renewal, renewalMonths, noticeMonths };
  return { ...contract, indexation: readIndexation(fields) };
}

/** A text of one item a line. */
function listed(typed: string | undefined): string[] {
  return (typed ?? "")
    .split(/\r?\n/)
    .flatMap((line) => (line.trim() === "" ? [] : [line.trim().slice(0, 300)]));
}
