import { appendAudit, type AuditActor } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";

export type WorkTypeTerms = {
  id: string;
  names: Record<Locale, string>;
  minimumMinutes: number;
  roundingMinutes: number;
  multiplierPercent: number;
  free: boolean;
  active: boolean;
  position: number;
};

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
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended('work type ' || ${id}, 0))::text as locked`;
  const before = await tx.workType.findUnique({ where: { id } });
  await tx.workType.upsert({ where: { id }, create: { id, key: id, ...terms }, update: terms });
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
