import { randomUUID } from "node:crypto";

import { z } from "zod";

import { priorities } from "#app/requests/rules/priority.ts";
import { costParts, type CostPart } from "#app/contracts/rules/cost.ts";
import { hoursLeftWays } from "#app/hours/ledger-conversion.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { amountField, dayField, durationField, quantityField } from "#app/platform/typed/fields.ts";

import {
  mostProposalLines,
  mostSeats,
  mostVariants,
  usualLeast,
  type ProposalLine,
  type Variant,
} from "./rules/proposal.ts";
import type { Costs, NewProposalVersion } from "./store/proposal-store.server.ts";

const months = (least: number, most: number) =>
  quantityField({ least, most, wrong: m.contracts_months_wrong });
const time = durationField({
  bare: "hours",
  least: 1,
  most: 60_000,
  wrong: m.contracts_time_wrong,
}).optional();
const amount = () => amountField({ least: 1, most: 99_999_999, wrong: m.contracts_amount_wrong });
/** Ids of boxes that were ticked; one comes alone. */
const ticked = z.union([z.string().max(36), z.array(z.string().max(36))]).optional();

/** What a line of the form counts: the roster's seats (of one type: `seat:` and its id), an agreed number of seats, another number, or once. */
const lineChoices = ["seat", "seats", "fixed", "once"] as const;
const seatOfType = z
  .string()
  .startsWith("seat:")
  .transform((choice) => choice.slice("seat:".length))
  .pipe(z.uuid());

const lineFields = z.object({
  key: z.uuid().optional(),
  label: z.string().trim().max(120),
  counts: z
    .union([
      z.enum(lineChoices).transform((counts) => ({ counts, typeId: null })),
      seatOfType.transform((typeId) => ({ counts: "seat" as const, typeId })),
    ])
    .default({ counts: "seats", typeId: null }),
  price: amount(),
  quantity: quantityField({ least: 1, most: mostSeats, wrong: m.contracts_count_wrong }).default(1),
  least: quantityField({ least: 1, most: mostSeats, wrong: m.contracts_count_wrong }).optional(),
  licence: amount().optional(),
  monitoring: amount().optional(),
  security: amount().optional(),
  outsourcing: amount().optional(),
  other: amount().optional(),
});
type LineFields = z.output<typeof lineFields>;

const version = {
  id: z.uuid(),
  startsOn: dayField({ wrong: m.contracts_day_wrong }),
  termMonths: months(1, 120),
  noticeMonths: months(0, 24),
  hoursLeft: z.enum(hoursLeftWays),
  words: z.string().trim().max(2000).optional(),
  outside: ticked,
};

/** A new proposal; its variants are read by readProposal. */
export const newProposalForm = z.looseObject({ ...version, name: z.string().trim().min(1).max(120) });
/** A further version of a proposal, or its draft anew; `seen` is what its maker started from. */
export const revisedProposalForm = z.looseObject({ ...version, seen: z.uuid() });
/** More fields than other forms have: three variants of six lines with five cost parts each. */
export const proposalFormLimits = { mostFields: 400 };

type Known = z.output<z.ZodObject<typeof version>>;
type Fields = Record<string, unknown> & Known;
export type FormErrors = Record<string, string[]>;
type Read = { version: NewProposalVersion; costs: Costs; errors: FormErrors };

/** What the fields of a proposal say; what has no name is no variant, what has no label no line. The errors stand by field. */
export function readProposal(fields: Fields): Read {
  const errors: FormErrors = {};
  const costs: Costs = {};
  const variants: Variant[] = [];
  for (let at = 0; at < mostVariants; at += 1) {
    const name = textOf(fields[`v${at}name`]);
    if (!name) continue;
    const lines = readLines(fields, at, errors, costs);
    if (lines.length === 0) (errors[`v${at}name`] ??= []).push(m.conversion_no_lines());
    variants.push({
      key: `v${at}`,
      name: name.slice(0, 120),
      lines,
      included: listed(textOf(fields[`v${at}included`])),
      excluded: listed(textOf(fields[`v${at}excluded`])),
      covers: idsOf(fields[`v${at}covers`]),
      sla: readSla(fields, at, errors),
    });
  }
  if (variants.length === 0) errors["v0name"] = [m.conversion_no_variant()];
  const { startsOn, termMonths, noticeMonths, hoursLeft, words = "", outside } = fields;
  return {
    version: {
      ...{ startsOn, termMonths, noticeMonths, hoursLeft, words, variants },
      outsideRequests: idsOf(outside),
    },
    costs,
    errors,
  };
}

function readLines(fields: Fields, variant: number, errors: FormErrors, costs: Costs): ProposalLine[] {
  const lines: ProposalLine[] = [];
  for (let at = 0; at < mostProposalLines; at += 1) {
    const prefix = `v${variant}line${at}`;
    const typed = Object.fromEntries(
      Object.keys(lineFields.shape).flatMap((name) => {
        const value = textOf(fields[`${prefix}${name}`]);
        return value ? [[name, value]] : [];
      }),
    );
    if (typed["label"] === undefined) continue;
    const read = lineFields.safeParse(typed);
    if (!read.success) {
      for (const { path, message } of read.error.issues)
        (errors[`${prefix}${String(path[0])}`] ??= []).push(message);
      continue;
    }
    const line = lineOf(read.data);
    if (line.least !== undefined && line.least > line.quantity)
      (errors[`${prefix}least`] ??= []).push(m.conversion_least_wrong());
    lines.push(line);
    costs[line.key] = costsOf(read.data);
  }
  return lines;
}

function lineOf({
  key = randomUUID(),
  label,
  counts: choice,
  price,
  quantity,
  least,
}: LineFields): ProposalLine {
  const { counts, typeId } = choice;
  const perSeat = counts === "seat" || counts === "seats";
  return {
    key,
    label,
    counts: counts === "seats" ? "fixed" : counts,
    typeId,
    unitMinor: price,
    quantity,
    perSeat,
    ...(perSeat && { least: least ?? usualLeast(quantity) }),
  };
}

function costsOf(line: LineFields): Partial<Record<CostPart, number>> & Record<string, number> {
  return Object.fromEntries(
    costParts.flatMap((part) => (line[part] === undefined ? [] : [[part, line[part]]])),
  );
}

/** The times that a variant promises; each variant has its own. */
function readSla(fields: Fields, variant: number, errors: FormErrors): Variant["sla"] {
  const minutes = (name: string): number | null => {
    const field = `v${variant}${name}`;
    const read = time.safeParse(textOf(fields[field]) || undefined);
    if (read.success) return read.data ?? null;
    errors[field] = read.error.issues.map(({ message }) => message);
    return null;
  };
  return priorities
    .map((priority) => ({
      priority,
      responseMinutes: minutes(`${priority}Response`),
      resolutionMinutes: minutes(`${priority}Resolution`),
    }))
    .filter((one) => one.responseMinutes !== null || one.resolutionMinutes !== null);
}

const textOf = (value: unknown): string => (typeof value === "string" ? value.trim() : "");

/** The ids among what boxes sent; anything else is left out. */
function idsOf(value: unknown): string[] {
  return [value].flat().flatMap((one) => {
    const id = z.uuid().safeParse(one);
    return id.success ? [id.data] : [];
  });
}

/** A text of one item a line. */
function listed(typed: string): string[] {
  return typed.split(/\r?\n/).flatMap((line) => (line.trim() === "" ? [] : [line.trim().slice(0, 300)]));
}

/** What else is done on a proposal's page by the MSP. */
export const staffProposalForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("send") }),
  z.object({ intent: z.literal("withdraw") }),
  z.object({ intent: z.literal("cancel") }),
  z.object({ intent: z.literal("ask-approval"), seen: z.uuid() }),
  z.object({
    intent: z.literal("refuse-approval"),
    seen: z.uuid(),
    reason: z.string().trim().min(1).max(500),
  }),
  z.object({ intent: z.literal("approve"), seen: z.uuid(), reason: z.string().trim().min(1).max(500) }),
  z.object({ intent: z.literal("note"), id: z.uuid(), words: z.string().trim().min(1).max(2000) }),
  z.object({ intent: z.literal("answer"), question: z.uuid(), answer: z.string().trim().min(1).max(2000) }),
]);

/** What a client does on its proposal's page; seat numbers (`seats0`, ...) stand in the order of the variant's seat lines. */
export const clientProposalForm = z.discriminatedUnion("intent", [
  z.looseObject({
    intent: z.literal("accept"),
    seen: z.uuid(),
    variant: z.string().max(10),
    payment: z.enum(["transfer", "mandate"]),
    agreed: z.literal("on", { error: () => m.conversion_agree_wrong() }),
  }),
  z.object({ intent: z.literal("reconsider") }),
  z.object({ intent: z.literal("decline"), reason: z.string().trim().max(1000).default("") }),
  z.object({
    intent: z.literal("ask"),
    id: z.uuid(),
    line: z.uuid().optional(),
    words: z.string().trim().min(1).max(2000),
  }),
  z.object({ intent: z.literal("ready"), item: z.string().max(40), on: z.enum(["on", "off"]) }),
]);
