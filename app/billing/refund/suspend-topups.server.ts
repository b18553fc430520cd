import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** Stops automatic top-ups of a client whose bank takes a payment back, until another way to pay or a person starts them again: a further charge would be taken back too. */
export async function suspendTopups(tx: Tx, clientId: string): Promise<void> {
  await tx.$queryRaw`select topup_suspend(s.client_id, coalesce((select m.fingerprint from saved_method m where m.client_id = s.client_id and m.removed_at is null limit 1), 'dispute'), ${now()})::text
    from hour_setting s where s.client_id = ${clientId}::uuid and s.topup_suspended_at is null`;
}
