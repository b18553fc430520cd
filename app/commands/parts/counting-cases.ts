import { z } from "zod";

import { clockOn, termClock } from "#app/contracts/rules/clock.ts";
import { correctionOf } from "#app/contracts/rules/correction.ts";
import { costOfDays } from "#app/contracts/rules/cost.ts";
import { countMonth, type CountedLine, type Held, type LineTerms } from "#app/contracts/rules/counting.ts";
import { indexByFigures, indexByRate } from "#app/contracts/rules/indexation.ts";
import { findTierProblem, type LinePrice } from "#app/contracts/rules/line-price.ts";
import { daysOf, hasOverlap } from "#app/contracts/rules/month.ts";
import { splitByWeight } from "#app/contracts/rules/split.ts";
import { findVersionRefusal } from "#app/contracts/rules/versions.ts";
import { addDays, day } from "#app/platform/day.ts";
import { atRate, divideRounded } from "#app/platform/money.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { cases, type Case, type Given, type Line, type Tiers, type Unit } from "./counting-forms.ts";

/** One case of a file: what it expected and what the rules gave, of the fields that it names. */
export type CaseResult = { id: string; passed: boolean; expected: string; got: string };

/** Runs every case of a file of counting cases (test/fixtures/counting.json is one) through the rules; throws on a file of another form. */
export function runCountingCases(text: string): CaseResult[] {
  const file = z.object({ cases: z.array(z.unknown()) }).parse(JSON.parse(text));
  return file.cases.map((one) => {
    const read = cases.safeParse(one);
    if (!read.success) {
      const id = z.object({ id: z.string() }).safeParse(one).data?.id ?? "?";
      return { id, passed: false, expected: "a case of a known form", got: z.prettifyError(read.error) };
    }
    return compare(read.data);
  });
}

function compare(one: Case): CaseResult {
  const got: Record<string, unknown> = answer(one);
  // What a wrong rule would give stands beside the case for its reader.
  const names = Object.keys(one.expect).filter((name) => name !== "wrongMinor");
  const pick = (from: Record<string, unknown>) =>
    JSON.stringify(Object.fromEntries(names.map((name) => [name, from[name]])));
  const expected = pick(one.expect);
  const found = pick(got);
  return { id: one.id, passed: expected === found, expected, got: found };
}

function answer(one: Case): Record<string, unknown> {
  switch (one.type) {
    case "line":
      return lineAnswer(one.line, one.units, one.month);
    case "local-day":
      return { day: dayIn(one.zone, new Date(one.instant)) };
    case "indexation":
      return { unitMinor: indexByRate(one.unitMinor, one.basisPoints) };
    case "indexation-chain":
      return chainAnswer(one.unitMinor, one.basisPoints, one.years);
    case "indexation-by-index":
      return { unitMinor: indexByFigures(one.unitMinor, one.oldIndex, one.newIndex) };
    case "correction": {
      const nowMinor = countMonth(lineOf(one.line), one.unitsNow.map(heldOf), one.month).amountMinor;
      return {
        nowMinor,
        correctionMinor: correctionOf(nowMinor, one.closedMinor, one.earlierCorrectionsMinor),
      };
    }
    case "net": {
      const netMinor = sum(one.linesMinor);
      return {
        netMinor,
        issue: netMinor < 0 ? "credit-note-or-carry" : netMinor === 0 ? "nothing" : "invoice",
      };
    }
    case "split":
      return { partsMinor: splitByWeight(one.totalMinor, one.weights) };
    case "vat": {
      const vatPerLineMinor = one.linesMinor.map((net) => atRate(net, one.basisPoints));
      return {
        vatPerLineMinor,
        vatMinor: sum(vatPerLineMinor),
        onSumMinor: atRate(sum(one.linesMinor), one.basisPoints),
      };
    }
    case "co-term": {
      const left = daysOf({ from: one.from, until: one.termEndsOn });
      const cost = BigInt(one.annualUnitMinor) * BigInt(one.quantity) * BigInt(left);
      return { days: left, amountMinor: divideRounded(cost, BigInt(one.termDays)) };
    }
    case "clock":
      return one.on ? clockOn(one, "automatic", one.on) : termClock(one, one.renewals);
    case "year":
      return yearAnswer(one);
    case "margin": {
      const revenueMinor = one.seats * one.unitMinor;
      const costMinor = one.seats * sum(Object.values(one.costPartsMinor));
      return { revenueMinor, costMinor, marginMinor: revenueMinor - costMinor };
    }
    case "refused":
      return { refused: isRefused(one.given) };
  }
}

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

function lineAnswer(given: Line, units: readonly Unit[], inMonth: string): Record<string, unknown> {
  const counted = countMonth(lineOf(given), units.map(heldOf), inMonth);
  const { days: daysInMonth, unitDays, quantity, amountMinor, rows } = counted;
  return { unitDays, daysInMonth, quantity, amountMinor, partsMinor: rows.map((row) => row.amountMinor) };
}

function yearAnswer({ line: given, units, months, costUnitMinor }: Extract<Case, { type: "year" }>) {
  const counts = months.map((one) => countMonth(lineOf(given), units.map(heldOf), one));
  const amountMinor = counts.map((one) => one.amountMinor);
  const costMinor = counts.map((one) => costOfDays(one.unitDays, costUnitMinor, one.days));
  return {
    unitDays: counts.map((one) => one.unitDays),
    amountMinor,
    totalMinor: sum(amountMinor),
    costMinor,
    paperMarginMinor: amountMinor.map((amount, at) => amount - (costMinor[at] ?? 0)),
  };
}

function chainAnswer(unitMinor: number, basisPoints: number, years: number) {
  const prices: number[] = [];
  for (let year = 0; year < years; year += 1)
    prices.push(indexByRate(prices.at(-1) ?? unitMinor, basisPoints));
  const factor = BigInt(10_000 + basisPoints) ** BigInt(years);
  return {
    unitMinor: prices,
    unroundedMinor: divideRounded(BigInt(unitMinor) * factor, 10_000n ** BigInt(years)),
  };
}

function heldOf({ id, seat, from, to, times }: Unit): Held {
  return { unit: seat ?? id, label: id, from, until: to, times };
}

function lineOf(given: Line): CountedLine {
  const beginning = day("1900-01-01");
  const prices = given.prices ?? [{ from: beginning, tiers: given.tiers }];
  const terms = prices.flatMap((price, at): LineTerms[] => {
    const next = prices[at + 1];
    const from = given.from && given.from > price.from ? given.from : price.from;
    const last = next ? addDays(next.from, -1) : null;
    const until = given.to && (last === null || given.to < last) ? given.to : last;
    if (until !== null && until < from) return [];
    const { minimum, included, quantity } = given;
    return [{ from, until, minimum, included, quantity, price: priceOf(price) }];
  });
  const fixed = given.kind === "fixed" || given.kind === "one-off";
  return { rule: given.rule, snapshotDay: given.snapshotDay, fixed, terms };
}

function priceOf(given: { unitMinor?: number | undefined; tiers?: Tiers | undefined }): LinePrice {
  return given.tiers ?? { unitMinor: given.unitMinor ?? 0 };
}

/** Tells whether the product refuses what a case gives: by the rules that its forms and its tables go by. */
function isRefused(asked: Given): boolean {
  const { quantity, unitMinor, currency, contractCurrency } = asked;
  return (
    unitsRefused(asked.units ?? []) ||
    hasOverlap((asked.versions ?? []).map(({ from, to }) => ({ from, until: to ?? null }))) ||
    (asked.tiers !== undefined && findTierProblem(asked.tiers.steps) !== null) ||
    versionRefused(asked) ||
    // One product, one person: spans without an end overlap.
    hasOverlap(
      (asked.licence && asked.employee && asked.from ? asked.from : []).map((from) => ({
        from,
        until: null,
      })),
    ) ||
    (quantity !== undefined && (!Number.isSafeInteger(quantity) || quantity < 0)) ||
    (unitMinor !== undefined && (!Number.isSafeInteger(unitMinor) || unitMinor <= 0)) ||
    (currency !== undefined && contractCurrency !== undefined && currency !== contractCurrency)
  );
}

function unitsRefused(units: readonly Unit[]): boolean {
  const names = new Set(units.map(({ seat, id }) => seat ?? id));
  return [...names].some((name) => {
    const alike = units.filter(({ seat, id }) => (seat ?? id) === name);
    return hasOverlap(alike.map(({ from, to }) => ({ from, until: to })));
  });
}

function versionRefused({ rule = "daily", versionFrom, lastClosedMonth = undefined }: Given): boolean {
  if (!versionFrom) return false;
  const contract = { startsOn: day("1900-01-01"), endsOn: null };
  const asked = {
    effectiveOn: versionFrom,
    rules: [rule],
    lastClosedMonth: lastClosedMonth ?? null,
    taken: [],
    contract,
  };
  return findVersionRefusal(asked) !== null;
}
