import { randomUUID } from "node:crypto";

import { findLiveClient, lockClient } from "#app/clients/client-store.server.ts";
import { makeContractInside } from "#app/contracts/add-version.server.ts";
import { contractKindWords, kindWords, modeWords, ruleWords } from "#app/contracts/components/line-words.ts";
import { renewalWords } from "#app/contracts/components/term-words.ts";
import { readSteps, stepsText } from "#app/contracts/line-form.server.ts";
import type { ContractVersion } from "#app/contracts/rules/contract.ts";
import { costParts, type CostPart } from "#app/contracts/rules/cost.ts";
import { contractColumns, contractHead, type ContractColumn } from "#app/contracts/rules/import/columns.ts";
import {
  planContracts,
  type ContractContext,
  type PlannedContracts,
} from "#app/contracts/rules/import/plan.ts";
import { listContracts, listLineCosts } from "#app/contracts/store/contract-store.server.ts";
import { findLastClosedMonth } from "#app/contracts/store/month-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { listHeldTypes } from "#app/people/held-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import type { CsvCell } from "#app/platform/csv.ts";
import { inScope, readInScope, type Tx } from "#app/platform/db.server.ts";
import type { CsvDownload } from "#app/platform/download.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound } from "#app/platform/http.server.ts";
import { getLocale } from "#app/platform/i18n/locale.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { searchKey } from "#app/platform/search-key.ts";
import { dayIn } from "#app/platform/zone.server.ts";

export type WantedContracts = {
  text: string;
  chosen: ReadonlyMap<ContractColumn, number> | undefined;
};

/** What a file would do to a client's contracts, with every error in it, changing nothing. */
export function checkContracts(
  scope: StaffScope,
  clientId: string,
  { text, chosen }: WantedContracts,
): Promise<PlannedContracts> {
  return readInScope(scope, async (tx) => {
    if (!(await findLiveClient(tx, clientId))) return notFound();
    return planContracts(text, await contextOf(tx, clientId), chosen);
  });
}

/** Brings in a file of contracts: every line of it or none. The same file again changes nothing. Answers how many contracts are new. */
export function importContracts(
  scope: StaffScope,
  clientId: string,
  { text, chosen }: WantedContracts,
): Promise<Result<{ contracts: number }, "has-errors">> {
  return inScope(scope, async (tx): Promise<Result<{ contracts: number }, "has-errors">> => {
    if (!(await lockClient(tx, clientId))) return notFound();
    const plan = planContracts(text, await contextOf(tx, clientId), chosen);
    if (plan.fileErrors.length + plan.errors.length > 0) return refuse("has-errors");
    const added = plan.steps.filter(({ isNew }) => isNew);
    for (const { contract, lines } of added) {
      const version = {
        effectiveOn: contract.startsOn,
        reason: null,
        included: [],
        excluded: [],
        sla: [],
        lines,
      };
      const made = await makeContractInside(tx, scope, {
        ...{ clientId, id: randomUUID(), version, madeBy: scope.userId },
        contract: { ...contract, indexation: null },
      });
      if (!made.ok) throw new Error(`a contract that was planned was refused: ${made.refusal}`);
    }
    return ok({ contracts: added.length });
  });
}

async function contextOf(tx: Tx, clientId: string): Promise<ContractContext> {
  return {
    contracts: await listContracts(tx, clientId),
    costs: await listLineCosts(tx, [clientId]),
    lastClosedMonth: await findLastClosedMonth(tx, clientId),
    types: await listHeldTypes(tx, clientId),
    words: {
      kind: meanings(contractKindWords),
      renewal: meanings(renewalWords),
      counts: meanings(kindWords),
      rule: meanings(ruleWords),
      mode: meanings(modeWords),
    },
    readSteps,
    newId: randomUUID,
  };
}

type Worded = (inputs?: Record<string, never>, options?: { locale?: "nl" | "de" | "en" }) => string;

/** What each of our words means, as it is written in any language and as it is kept. */
function meanings<Value extends string>(words: Record<Value, Worded>): Map<string, Value> {
  const found = new Map<string, Value>();
  for (const value in words)
    for (const text of [
      value,
      ...(["nl", "de", "en"] as const).map((locale) => words[value]({}, { locale })),
    ])
      found.set(searchKey(text), value);
  return found;
}

/** A client's contracts with the lines of their latest version, in the columns that an import reads: brought in again, it changes nothing. */
export function exportContracts(scope: StaffScope, clientId: string): Promise<CsvDownload> {
  return readInScope(scope, async (tx) => {
    const client = await findLiveClient(tx, clientId);
    if (!client) return notFound();
    const costs = await listLineCosts(tx, [clientId]);
    const types = await listHeldTypes(tx, clientId);
    const nameOf = (typeId: string | null) => types.find((type) => type.typeId === typeId)?.name ?? typeId;
    const rows = (await listContracts(tx, clientId)).flatMap(({ versions, ...contract }) =>
      (versions.at(-1)?.lines ?? []).map((line): Record<ContractColumn, CsvCell> => ({
        contract: contract.name,
        kind: contractKindWords[contract.kind](),
        starts: contract.startsOn,
        ends: contract.endsOn,
        term: contract.termMonths,
        renewal: renewalWords[contract.renewal](),
        renewalMonths: contract.renewalMonths,
        notice: contract.noticeMonths,
        type: nameOf(line.typeId),
        ...lineCells(line, costs.get(line.id) ?? {}),
      })),
    );
    const columns = contractColumns.map(({ column }) => column);
    return {
      fileName: `${m.contracts_title().toLowerCase().replaceAll(" ", "-")}-${dayIn(client.zone, now())}.csv`,
      lines: [
        columns.map((column) => contractHead(column, getLocale())),
        ...rows.map((row) => columns.map((column) => row[column])),
      ],
    };
  });
}

function lineCells(line: ContractVersion["lines"][number], costs: Partial<Record<CostPart, number>>) {
  const { label, counts, price, quantity, minimum, included, rule, snapshotDay } = line;
  const isUnit = "unitMinor" in price;
  const [licence, monitoring, security, outsourcing, other] = costParts.map((part): CsvCell =>
    (costs[part] ?? 0) === 0 ? null : (costs[part] ?? 0) / 100,
  );
  return {
    line: label,
    counts: kindWords[counts](),
    price: isUnit ? price.unitMinor / 100 : stepsText(price.steps),
    mode: modeWords[isUnit ? "unit" : price.mode](),
    ...{ quantity, minimum, included, rule: ruleWords[rule](), day: snapshotDay },
    ...{ licence: licence ?? null, monitoring: monitoring ?? null, security: security ?? null },
    ...{ outsourcing: outsourcing ?? null, other: other ?? null },
  };
}
