import type { AttemptState } from "#app/billing/rules/topup-move.ts";
import { methodWord } from "#app/billing/words.ts";
import { formatDay } from "#app/platform/format.ts";
import type { Day } from "#app/platform/day.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** The name of a saved payment method: its kind and last digits. */
export function methodName({ type, last4 }: { type: string; last4: string }): string {
  return m.topup_method_ends({ method: methodTypeWord(type), last4 });
}

/** The name of a kind of payment method. */
export function methodTypeWord(type: string): string {
  return type === "us_bank_account" ? m.topup_method_us_bank() : methodWord(type);
}

/** The last month in which a card is valid, as it stands on the card. */
export function monthOf({ month, year }: { month: number; year: number }): string {
  return `${String(month).padStart(2, "0")}/${year}`;
}

type Shown = { status: AttemptState; awaitsBank: boolean; tryNo: number; againOn: Day | null };

/** The state of a top-up attempt, in a few words. */
export function attemptWord({ status, awaitsBank, tryNo, againOn }: Shown): string {
  switch (status) {
    case "queued":
      return tryNo > 1 && againOn ? m.topup_state_retry({ day: formatDay(againOn) }) : m.topup_state_queued();
    case "charging":
      return awaitsBank ? m.topup_state_awaits_bank() : m.topup_state_charging();
    case "unknown":
      return awaitsBank ? m.topup_state_awaits_bank() : m.topup_state_unknown();
    case "requires_action":
      return m.topup_state_action();
    case "invoice_open":
      return m.topup_state_invoice();
    case "succeeded":
      return m.topup_state_succeeded();
    case "failed":
      return m.topup_state_failed();
    case "canceled":
      return m.topup_state_canceled();
  }
}

/** The tone of the badge for a top-up attempt's state. */
export function attemptTone({
  status,
  tryNo,
}: Pick<Shown, "status" | "tryNo">): "good" | "info" | "low" | "negative" | "neutral" {
  if (status === "succeeded") return "good";
  if (status === "requires_action" || status === "invoice_open" || (status === "queued" && tryNo > 1))
    return "low";
  if (status === "failed") return "negative";
  return status === "canceled" ? "neutral" : "info";
}
