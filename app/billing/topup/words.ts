import type { AttemptState } from "#app/billing/rules/topup-move.ts";
import { parkedNote } from "#app/billing/rules/topup-move.ts";
import { methodWord } from "#app/billing/words.ts";
import { formatDay } from "#app/platform/format.ts";
import type { Day } from "#app/platform/day.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** A saved way to pay as people know it: its kind and last digits. */
export function methodName({ type, last4 }: { type: string; last4: string }): string {
  const method = type === "us_bank_account" ? m.topup_method_us_bank() : methodWord(type);
  return m.topup_method_ends({ method, last4 });
}

/** The month through which a card is valid, as on the card. */
export function monthOf({ month, year }: { month: number; year: number }): string {
  return `${String(month).padStart(2, "0")}/${year}`;
}

type Shown = { status: AttemptState; note: string | null; tryNo: number; againOn: Day | null };

/** How a top-up stands, in a few words. */
export function attemptWord({ status, note, tryNo, againOn }: Shown): string {
  switch (status) {
    case "queued":
      return tryNo > 1 && againOn ? m.topup_state_retry({ day: formatDay(againOn) }) : m.topup_state_queued();
    case "charging":
      return note === parkedNote ? m.topup_state_parked() : m.topup_state_charging();
    case "unknown":
      return note === parkedNote ? m.topup_state_parked() : m.topup_state_unknown();
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

/** The badge that fits the state of a top-up. */
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
