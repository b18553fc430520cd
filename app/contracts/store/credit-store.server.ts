import type { DraftLine } from "#app/contracts/rules/draft.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** Keeps that corrections of a closed month go out as a credit note: no later month has them as lines. */
export async function appendCredits(
  tx: Tx,
  { clientId, id, month }: { clientId: string; id: string; month: string },
  lines: readonly DraftLine[],
): Promise<void> {
  await tx.contractCredit.createMany({
    data: lines.flatMap(({ key, amountMinor }) =>
      key === null ? [] : [{ clientId, id, month, lineKey: key, amountMinor, madeAt: now() }],
    ),
  });
}

/** The corrections that went out as a credit note, each with its line's label in the month ("" where the month had no such line); in minor units, below 0 where the client gets back. */
export function listCreditedLines(
  tx: Tx,
  clientId: string,
  id: string,
): Promise<{ label: string; amountMinor: number }[]> {
  return tx.$queryRaw`
    select coalesce(l.label, x.title, '') as label, c.amount_minor as "amountMinor" from contract_credit c
    left join contract_month_line l on l.client_id = c.client_id and l.month = c.month and l.line_key = c.line_key and l.corrects_month is null
    left join contract_charge x on x.client_id = c.client_id and x.id = c.line_key
    where c.client_id = ${clientId}::uuid and c.id = ${id}::uuid order by l.position, c.line_key`;
}

/** The credit note came to nothing: its corrections are lines of the next month again. */
export async function withdrawCredits(tx: Tx, clientId: string, id: string): Promise<void> {
  await tx.contractCredit.updateMany({
    where: { clientId, id, withdrawnAt: null },
    data: { withdrawnAt: now() },
  });
}
