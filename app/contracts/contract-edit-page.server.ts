import { listHeldTypes } from "#app/people/held-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { addMonths, startOfMonth, type Day } from "#app/platform/day.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { formatAmount, formatMinutes } from "#app/platform/format.ts";
import { notFound } from "#app/platform/http.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

import { kindWords } from "./components/line-words.ts";
import { countsAlone, stepsText } from "./line-form.server.ts";
import { lineKinds, type Contract, type ContractVersion, type LineKind } from "./rules/contract.ts";
import { costParts, type CostPart } from "./rules/cost.ts";
import { mostLines } from "./rules/form-size.ts";
import type { SignatureChoice } from "./rules/price-rise.ts";
import { listContracts, listLineCosts } from "./store/contract-store.server.ts";

/** What the form of a contract's version begins with. */
export type ContractEditPage = {
  /** The contract that gets a version; null for a new contract. */
  contract: { id: string; name: string; latest: { id: string; effectiveOn: Day } } | null;
  defaults: Record<string, string>;
  /** What a line can count. */
  choices: { value: string; label: string }[];
  /** How many lines the form shows. */
  lineCount: number;
  currency: string;
};

/** The form of a new contract, or of a further version of one, filled with its latest. */
export function getContractEditPage(
  scope: StaffScope,
  client: { id: string; zone: string; currency: string },
  contractId: string | null,
): Promise<ContractEditPage> {
  return readInScope(scope, async (tx) => {
    const types = await listHeldTypes(tx, client.id);
    const choices = lineKinds.flatMap((kind) => {
      const held = kind === "bought" ? "licence" : kind === "off_standard" ? "device" : kind;
      const own = types.filter((type) => type.kind === held);
      const what = kindWords[kind]();
      // Where there is one type at most, there are no others to set apart.
      const all = {
        value: kind,
        label: own.length > 1 ? m.contracts_choice_all({ what }) : m.contracts_choice_every({ what }),
      };
      const some = own.map(({ typeId, name }) => ({
        value: `${kind}:${typeId}`,
        label: `${kindWords[kind]()}: ${name}`,
      }));
      return countsAlone.has(kind) ? [{ value: kind, label: kindWords[kind]() }] : [all, ...some];
    });
    const today = dayIn(client.zone, now());
    const shared = { choices, currency: client.currency };
    if (contractId === null)
      return { ...shared, contract: null, defaults: newDefaults(today), lineCount: newLineCount };
    const contract = (await listContracts(tx, client.id)).find(({ id }) => id === contractId);
    const latest = contract?.versions.at(-1);
    if (!contract || !latest) return notFound();
    const { id, effectiveOn, lines } = latest;
    const lineCount = Math.min(lines.length + 3, mostLines);
    return {
      ...shared,
      contract: { id: contract.id, name: contract.name, latest: { id, effectiveOn } },
      defaults: {
        ...fixedLines(lines.length, lineCount),
        ...versionDefaults(contract, latest, await listLineCosts(tx, [client.id]), today),
      },
      lineCount,
    };
  });
}

const newLineCount = 4;

/** Lines that are still empty count a fixed number: only one line can count all others of a kind. */
function fixedLines(from: number, to: number): Record<string, string> {
  const kind = "fixed" satisfies LineKind;
  return Object.fromEntries(
    Array.from({ length: to - from }, (_, index) => [`line${from + index}what`, kind]),
  );
}

function newDefaults(today: Day): Record<string, string> {
  return {
    kind: "managed",
    startsOn: startOfMonth(addMonths(today, 1)),
    renewal: "automatic",
    termMonths: "12",
    renewalMonths: "12",
    noticeMonths: "3",
    indexation: "none",
    indexationNoticeDays: "30",
    line0what: "seat",
    ...fixedLines(1, newLineCount),
  };
}

function versionDefaults(
  { startsOn }: Contract,
  { lines, included, excluded, sla }: ContractVersion,
  costs: ReadonlyMap<string, Partial<Record<CostPart, number>>>,
  today: Day,
): Record<string, string> {
  const next = startOfMonth(addMonths(today, 1));
  const found: Record<string, string> = {
    effectiveOn: next > startsOn ? next : startsOn,
    signature: "on-rise" satisfies SignatureChoice,
    included: included.join("\n"),
    excluded: excluded.join("\n"),
  };
  for (const { priority, responseMinutes, resolutionMinutes } of sla) {
    if (responseMinutes !== null) found[`${priority}Response`] = formatMinutes(responseMinutes);
    if (resolutionMinutes !== null) found[`${priority}Resolution`] = formatMinutes(resolutionMinutes);
  }
  for (const [at, line] of lines.entries())
    Object.assign(found, lineDefaults(at, line, costs.get(line.id) ?? {}));
  return found;
}

function lineDefaults(
  at: number,
  {
    key,
    label,
    counts,
    typeId,
    price,
    quantity,
    minimum,
    included,
    rule,
    snapshotDay,
  }: ContractVersion["lines"][number],
  costs: Partial<Record<CostPart, number>>,
): Record<string, string> {
  const priced: Record<string, string> =
    "unitMinor" in price
      ? { mode: "unit", price: formatAmount(price.unitMinor) }
      : {
          mode: price.mode,
          steps: stepsText(price.steps),
        };
  const own: Record<string, string> = {
    key,
    label,
    what: typeId === null ? counts : `${counts}:${typeId}`,
    ...priced,
    quantity: String(quantity),
    minimum: String(minimum),
    included: String(included),
    rule,
    day: String(snapshotDay),
  };
  for (const part of costParts) if (costs[part] !== undefined) own[part] = formatAmount(costs[part]);
  return Object.fromEntries(Object.entries(own).map(([name, value]) => [`line${at}${name}`, value]));
}
