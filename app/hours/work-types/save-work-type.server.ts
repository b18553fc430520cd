import {
  findWorkType,
  keepWorkType,
  lockWorkType,
  type WorkTypeTerms,
} from "#app/hours/work-types/work-type-store.server.ts";
import { appendAudit, type AuditActor } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";

/** Makes a work type or changes one. Entries that were saved before keep the rule that they were saved with. */
export function saveWorkType(scope: StaffScope, terms: WorkTypeTerms): Promise<void> {
  return inScope(scope, (tx) => saveWorkTypeInside(tx, scope, terms));
}

/** The same in the caller's transaction. */
export async function saveWorkTypeInside(
  tx: Tx,
  actor: AuditActor,
  { id, ...terms }: WorkTypeTerms,
): Promise<void> {
  // A lock that also holds what is not there yet.
  await lockWorkType(tx, id);
  const before = await findWorkType(tx, id);
  await keepWorkType(tx, id, terms);
  const { names, ...rule } = terms;
  await appendAudit(tx, actor, {
    action: before ? "work-type.changed" : "work-type.created",
    target: `work-type:${id}`,
    detail: {
      name: names.en,
      ...rule,
      ...(before
        ? {
            minimumBefore: before.minimumMinutes,
            roundingBefore: before.roundingMinutes,
            multiplierBefore: before.multiplierPercent,
          }
        : {}),
    },
  });
}
