import { randomUUID } from "node:crypto";

import { z } from "zod";

import type { Day } from "#app/platform/day.ts";
import { formatAmount } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { readAmount } from "#app/platform/typed/amount.ts";
import { amountField, quantityField } from "#app/platform/typed/fields.ts";
import { readQuantity } from "#app/platform/typed/quantity.ts";

import { lineKinds, type LineKind } from "./rules/contract.ts";
import { costParts, type CostPart } from "./rules/cost.ts";
import { countingRules } from "./rules/counting.ts";
import { mostLines } from "./rules/form-size.ts";
import { findTierProblem, type LinePrice, type Tier } from "./rules/line-price.ts";
import type { NewLine } from "./store/contract-store.server.ts";

const amount = () => amountField({ least: 1, most: 999_999_999, wrong: m.contracts_amount_wrong });
const count = (least: number) => quantityField({ least, most: 100_000, wrong: m.contracts_count_wrong });
const cost = amount().optional();

const lineFields = z.object({
  key: z.uuid().optional(),
  label: z.string().trim().max(120),
  what: z.string().max(80),
  mode: z.enum(["unit", "graduated", "volume"]).default("unit"),
  price: amount().optional(),
  steps: z.string().trim().max(200).optional(),
  quantity: count(1).default(1),
  minimum: count(0).default(0),
  included: count(0).default(0),
  rule: z.enum(countingRules).default("daily"),
  day: quantityField({ least: 1, most: 31, wrong: m.contracts_snapshot_wrong }).default(31),
  licence: cost,
  monitoring: cost,
  security: cost,
  outsourcing: cost,
  other: cost,
});
/** Kinds that have no types: several lines may count them. */
export const countsAlone: ReadonlySet<LineKind> = new Set(["fixed", "once", "job", "hours"]);

type LineFields = z.output<typeof lineFields>;
const names = Object.keys(lineFields.shape);

/** The lines that a form's fields (`line0label`, `line0price`, ...) hold, in their order: what has no name is none. The errors stand by field. */
export function readLines(
  fields: Record<string, unknown>,
  effectiveOn: Day,
): { lines: NewLine[]; errors: Record<string, string[]> } {
  const lines: NewLine[] = [];
  const errors: Record<string, string[]> = {};
  for (let at = 0; at < mostLines; at += 1) {
    const typed = Object.fromEntries(names.map((name) => [name, filled(fields[`line${at}${name}`])]));
    if (typed["label"] === undefined) continue;
    const read = lineFields.safeParse(typed);
    if (!read.success) {
      for (const { path, message } of read.error.issues)
        (errors[`line${at}${String(path[0])}`] ??= []).push(message);
      continue;
    }
    const price = priceOf(read.data);
    const what = whatOf(read.data.what);
    if (what?.counts === "hours" && read.data.mode !== "unit")
      errors[`line${at}mode`] = [m.contracts_hours_one_price()];
    else if (!price.ok) errors[`line${at}${price.field}`] = [price.error];
    else if (!what) errors[`line${at}what`] = [m.contracts_what_wrong()];
    else lines.push(lineOf(read.data, price.value, what, effectiveOn));
  }
  return { lines, errors };
}

function filled(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

function lineOf(
  { key, label, quantity, minimum, included, rule, day, ...typed }: LineFields,
  price: LinePrice,
  { counts, typeId }: { counts: LineKind; typeId: string | null },
  effectiveOn: Day,
): NewLine {
  const costs: Partial<Record<CostPart, number>> = {};
  for (const part of costParts) if (typed[part] !== undefined) costs[part] = typed[part];
  const onceOn = counts === "once" ? effectiveOn : null;
  const own = { key: key ?? randomUUID(), label, counts, typeId, price, quantity, minimum, included };
  return { ...own, rule, snapshotDay: day, onceOn, costs };
}

/** What a line counts, as the menu sends it: `seat`, or `seat:` and a type. */
function whatOf(what: string): { counts: LineKind; typeId: string | null } | null {
  const [kind = "", type] = what.split(/:(.*)/s);
  const counts = lineKinds.find((one) => one === kind);
  return counts ? { counts, typeId: type === undefined || type === "" ? null : type } : null;
}

type ReadPrice = { ok: true; value: LinePrice } | { ok: false; field: "price" | "steps"; error: string };

function priceOf({ mode, price, steps }: LineFields): ReadPrice {
  if (mode === "unit")
    return price === undefined
      ? { ok: false, field: "price", error: m.contracts_amount_wrong() }
      : { ok: true, value: { unitMinor: price } };
  const read = readSteps(steps ?? "");
  return read && findTierProblem(read) === null
    ? { ok: true, value: { mode, steps: read } }
    : { ok: false, field: "steps", error: m.contracts_steps_wrong() };
}

/** A price list as `readSteps` reads it. */
export function stepsText(steps: readonly Tier[]): string {
  return steps
    .map(({ upTo, unitMinor }) => `${upTo === null ? "" : `${upTo}: `}${formatAmount(unitMinor)}`)
    .join("; ");
}

/** A price list as people type it, `10: 50,00; 25: 45,00; 40,00`: up to so many at a price, and all further ones. Null where it can't be read. */
export function readSteps(typed: string): Tier[] | null {
  const steps: Tier[] = [];
  for (const part of typed.split(/[;\n]/).filter((one) => one.trim() !== "")) {
    const [first = "", second] = part.split(":");
    const upTo = second === undefined ? null : readQuantity(first.trim());
    const unit = readAmount((second ?? first).trim());
    if (!unit.ok || (upTo !== null && !upTo.ok)) return null;
    steps.push({ upTo: upTo === null ? null : upTo.value, unitMinor: unit.value });
  }
  return steps;
}
