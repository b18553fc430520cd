import type { z } from "zod";

import { adjustMonth, removeAdjustment } from "#app/contracts/close-month.server.ts";
import type { Month } from "#app/contracts/rules/month.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import type { Result } from "#app/platform/result.ts";

import { creditMonth } from "./credit-month.server.ts";
import { endMonthInvoice } from "./end-month-invoice.server.ts";
import { askMonthInvoice, closeMonth } from "./ask-invoice.server.ts";
import { amountOf, amountWrong, type runForm } from "./run-form.server.ts";
import { runRefusalWord } from "./words.ts";

/** What an act on a month came to, in words: done, refused as a whole, or wrong at a field. */
type Acted =
  | { ok: true; value: string }
  | { ok: false; refused: string[] | undefined; fields: Record<string, string[]> };

/** Hands what finance sent about a client's month to its verb. */
export async function actOnMonth(
  scope: StaffScope,
  key: { clientId: string; month: Month },
  sent: z.output<typeof runForm>,
): Promise<Acted> {
  switch (sent.intent) {
    case "close":
      return said(await closeMonth(scope, { ...key, seenMinor: Number(sent.seen) }), m.monthly_closed());
    case "issue":
      return said(
        await askMonthInvoice(scope, { ...key, earlierVat: sent.vat === "earlier" }),
        m.monthly_issued(),
      );
    case "void":
      return said(await endMonthInvoice(scope, { ...key, way: "void" }), m.monthly_voided());
    case "paid-elsewhere":
      return said(
        await endMonthInvoice(scope, { ...key, way: "paid-elsewhere" }),
        m.monthly_paid_elsewhere(),
      );
    case "credit":
      return said(
        await creditMonth(scope, { ...key, id: sent.id, reason: sent.reason }),
        m.monthly_credited(),
      );
    case "remove":
      return said(
        await removeAdjustment(scope, { clientId: key.clientId, id: sent.id }),
        m.monthly_adjustment_removed(),
      );
    case "adjust": {
      const amountMinor = amountOf(sent);
      if (amountMinor === null) return { ok: false, refused: undefined, fields: { amount: [amountWrong()] } };
      const { id, reason } = sent;
      return said(await adjustMonth(scope, { ...key, id, amountMinor, reason }), m.monthly_adjusted());
    }
  }
}

function said(done: Result<unknown, Parameters<typeof runRefusalWord>[0]>, words: string): Acted {
  return done.ok
    ? { ok: true, value: words }
    : { ok: false, refused: [runRefusalWord(done.refusal)], fields: {} };
}
