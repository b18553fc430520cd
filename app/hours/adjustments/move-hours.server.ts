import { ledgerActor, refusedByLedger, type LedgerRefusal, moveBetween } from "#app/hours/ledger.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, readInScope, sqlStateOf, type Tx } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { ledgerUrl } from "./give-hours.server.ts";
import { notifyBuyers } from "#app/hours/alerts/notify-buyers.server.ts";
import { findStanding, listClientsOfCurrency } from "#app/hours/store/standing.server.ts";

/** `key` comes with the form: sent twice, the hours are moved once. Both clients read the reason. */
export type Transfer = { clientId: string; toId: string; key: string; minutes: number; reason: string };
export type MoveRefusal = LedgerRefusal | "not-movable";
/** One client's balance before and after, in minutes. */
export type MovedBalance = { name: string; beforeMinutes: number; afterMinutes: number };
export type MovePreview = { from: MovedBalance; to: MovedBalance };
export type MovePage = { netMinutes: number; others: { id: string; name: string }[] };

/** What the form needs: the minutes that there are to move, and the clients whose hours are in the same currency, by name. */
export function getMovePage(scope: StaffScope, clientId: string): Promise<MovePage> {
  return readInScope(scope, async (tx) => {
    const { netMinutes, currency } = await findStanding(tx, clientId, now());
    const others = await listClientsOfCurrency(tx, clientId, currency);
    return { netMinutes, others };
  });
}

/** Works out both balances after a transfer, without changing anything. */
export function previewMove(
  scope: StaffScope,
  { clientId, toId, minutes }: Pick<Transfer, "clientId" | "toId" | "minutes">,
): Promise<Result<MovePreview, "not-movable">> {
  const at = now();
  return inScope(scope, async (tx) => {
    const from = await findStanding(tx, clientId, at);
    const to = await findStanding(tx, toId, at);
    if (clientId === toId || from.currency !== to.currency || minutes > from.netMinutes)
      return refuse("not-movable");
    return ok({
      from: { name: from.name, beforeMinutes: from.netMinutes, afterMinutes: from.netMinutes - minutes },
      to: { name: to.name, beforeMinutes: to.netMinutes, afterMinutes: to.netMinutes + minutes },
    });
  });
}

/** Moves hours with their value and expiry to another client's account. Returns both balances after, in minutes. */
export async function moveHours(
  scope: StaffScope,
  transfer: Transfer,
): Promise<Result<{ fromMinutes: number; toMinutes: number }, MoveRefusal>> {
  try {
    return await refusedByLedger<Result<{ fromMinutes: number; toMinutes: number }, MoveRefusal>>(() =>
      inScope(scope, (tx) => move(tx, scope, transfer)),
    );
  } catch (error) {
    if (sqlStateOf(error) === "TG006") return refuse("not-movable");
    throw error;
  }
}

async function move(
  tx: Tx,
  scope: StaffScope,
  { clientId, toId, key, minutes, reason }: Transfer,
): Promise<Result<{ fromMinutes: number; toMinutes: number }, MoveRefusal>> {
  const at = now();
  await findStanding(tx, clientId, at);
  await findStanding(tx, toId, at);
  const { isNew, ...balances } = await moveBetween(tx, {
    fromId: clientId,
    toId,
    key,
    minutes,
    reason,
    at,
    actor: ledgerActor(scope),
  });
  if (!isNew) return ok(balances);
  const sides = [
    { side: clientId, kind: "moved-away", balanceMinutes: balances.fromMinutes },
    { side: toId, kind: "moved-here", balanceMinutes: balances.toMinutes },
  ] as const;
  for (const { side, kind, balanceMinutes } of sides) {
    // a person who may buy for both gets both letters
    await notifyBuyers(tx, side, `${key}:${kind}`, (common) => ({
      template: "hours-adjusted",
      props: {
        ...common,
        kind,
        minutes,
        reason,
        block: null,
        lastDay: null,
        balanceMinutes,
        url: ledgerUrl(),
      },
    }));
    await appendAudit(tx, scope, {
      action: `hours.${kind}`,
      target: `client:${side}`,
      clientId: side,
      detail: { minutes, reason, key },
    });
  }
  return ok(balances);
}
