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

/** The credit note came to nothing: its corrections are lines of the next month again. */
export async function withdrawCredits(tx: Tx, clientId: string, id: string): Promise<void> {
  await tx.contractCredit.updateMany({
    where: { clientId, id, withdrawnAt: null },
    data: { withdrawnAt: now() },
  });
}
