import { findLiveClient, lockClient } from "#app/clients/client-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { writeChanges } from "#app/people/record-change.server.ts";
import type { ImportColumn, ImportKind } from "#app/people/rules/import/columns.ts";
import { planDevice } from "#app/people/rules/import/plan-devices.ts";
import { planAssignment, planPool } from "#app/people/rules/import/plan-holdings.ts";
import { planPerson, planSeat } from "#app/people/rules/import/plan-people.ts";
import { isChange, planFile, type PlanLine, type PlannedFile } from "#app/people/rules/import/plan.ts";
import { writeProduct } from "#app/people/store/product-store.server.ts";
import { appendPool, findRoster } from "#app/people/store/roster-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, readInScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { importContext } from "./import-context.server.ts";

const planOf: Record<ImportKind, PlanLine> = {
  people: planPerson,
  seats: planSeat,
  licences: planPool,
  assignments: planAssignment,
  devices: planDevice,
};

export type WantedImport = {
  kind: ImportKind;
  text: string;
  chosen?: ReadonlyMap<ImportColumn, number> | undefined;
};

/** What a file would do to a client's people, with every error in it, changing nothing. */
export function checkFile(scope: StaffScope, clientId: string, wanted: WantedImport): Promise<PlannedFile> {
  return readInScope(scope, async (tx) => {
    const client = await findLiveClient(tx, clientId);
    if (!client) return notFound();
    const [roster, context] = [await findRoster(tx, clientId), await importContext(tx, client)];
    return planFile(wanted.text, wanted.kind, planOf[wanted.kind], {
      roster,
      context,
      chosen: wanted.chosen,
    });
  });
}

/** Brings in a file: every line of it or none. The same file again changes nothing. Answers how many lines changed something. */
export function importFile(
  scope: StaffScope,
  clientId: string,
  { kind, text, chosen }: WantedImport,
): Promise<Result<{ lines: number }, "has-errors">> {
  const run = async (tx: Tx): Promise<Result<{ lines: number }, "has-errors">> => {
    const client = await lockClient(tx, clientId);
    if (!client) return notFound();
    const [roster, context] = [await findRoster(tx, clientId), await importContext(tx, client)];
    const plan = planFile(text, kind, planOf[kind], { roster, context, chosen });
    if (plan.fileErrors.length > 0 || plan.errors.length > 0) return refuse("has-errors");
    const steps = plan.steps.filter(isChange);
    if (steps.length === 0) return ok({ lines: 0 });
    for (const { product, pool } of steps) {
      if (product)
        await writeProduct(tx, { ...product, costMinor: product.costMinor ?? 0, decreaseDays: null });
      if (pool) await appendPool(tx, clientId, { ...pool, reason: "", at: now() });
    }
    await writeChanges(tx, clientId, { actor: scope, action: "roster.imported", roster }, steps);
    await appendAudit(tx, scope, {
      action: "roster.imported",
      target: `client:${clientId}`,
      clientId,
      detail: { kind, rows: steps.length },
    });
    return ok({ lines: steps.length });
  };
  return inScope(scope, run, 60_000);
}
