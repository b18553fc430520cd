import { appendAudit } from "#app/identity/audit.server.ts";
import type { Scope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { findMonthlyChoice, writeMonthlyChoice } from "#app/hours/store/statement-issue.server.ts";

import { mayChooseMonthly } from "./statement-page.server.ts";

/** Decides whether a client gets each month's statement by letter. Safe to repeat: one audit row. */
export async function chooseMonthly(scope: Scope, clientId: string, monthly: boolean): Promise<void> {
  if (!mayChooseMonthly(scope)) return notFound();
  await inScope(scope, async (tx) => {
    if (
      (await findMonthlyChoice(tx, clientId)) === monthly ||
      !(await writeMonthlyChoice(tx, clientId, monthly, now()))
    )
      return;
    await appendAudit(tx, scope, {
      action: monthly ? "statement.letter-on" : "statement.letter-off",
      target: `client:${clientId}`,
      clientId,
    });
  });
}
