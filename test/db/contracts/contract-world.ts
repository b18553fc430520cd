import { randomUUID } from "node:crypto";

import { expect } from "vitest";

import { makeContract } from "#app/contracts/add-version.server.ts";
import type { NewContract, NewVersion } from "#app/contracts/store/contract-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { day } from "#app/platform/day.ts";
import { buildClient } from "#test/builders/client.ts";

export const zone = "Europe/Amsterdam";
export const at = new Date("2026-11-22T10:00:00Z");
/** A contract of a year that renews itself. */
export const contract: NewContract = {
  name: "Beheer",
  kind: "managed",
  startsOn: day("2026-01-01"),
  endsOn: null,
  termMonths: 12,
  renewal: "automatic",
  renewalMonths: 12,
  noticeMonths: 1,
  indexation: null,
};

/** A version of one line of twenty seats at a price in minor units, which begins on a day. */
export function version(
  effectiveOn: string,
  changes: Partial<NewVersion> = {},
  unitMinor = 5000,
): NewVersion {
  const line = {
    label: "Werkplek",
    counts: "fixed",
    typeId: null,
    price: { unitMinor },
    quantity: 20,
  } as const;
  const counted = { minimum: 0, included: 0, rule: "daily", snapshotDay: 31, onceOn: null } as const;
  return {
    effectiveOn: day(effectiveOn),
    reason: "Nieuwe prijs",
    included: ["Hulp op afstand"],
    excluded: ["Nieuwe apparaten"],
    sla: [{ priority: "high", responseMinutes: 60, resolutionMinutes: null }],
    lines: [{ ...line, ...counted, key: randomUUID(), costs: { licence: 7_654_321 } }],
    ...changes,
  };
}

/** A new client with a contract since 1 January 2026, made by a colleague. */
export async function aContract(
  by: StaffScope,
  terms: { renewal?: "none" } = {},
): Promise<{ clientId: string; id: string; latest: string }> {
  const { clientId } = await buildClient({ name: "Gärtnerei Blum" });
  const id = randomUUID();
  const made = await makeContract(by, {
    clientId,
    id,
    contract: { ...contract, ...terms },
    version: version("2026-01-01", { reason: null }),
  });
  expect(made).toEqual({ ok: true, value: id });
  return { clientId, id, latest: id };
}
