import { formatDay, formatMinutes, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

import type { ForYouLine } from "./for-you.server.ts";

/** A line of what waits for a person: what it says, where its button leads, and the button's word. */
export type ForYouWords = { text: string; to: string; button: string };

/** Words what waits for a person. */
export function forYouWords(line: ForYouLine): ForYouWords {
  switch (line.kind) {
    case "approve":
      return {
        text: m.portal_for_you_approve({ count: line.count }),
        to: "/approvals",
        button: m.portal_for_you_approve_button(),
      };
    case "pay":
      return { text: payWords(line), to: line.to, button: m.portal_for_you_pay_button() };
    case "proposal":
      return {
        text: m.conversion_for_you({ name: line.name }),
        to: `/proposals/${line.proposalId}`,
        button: m.conversion_for_you_button(),
      };
    case "checklist":
      return {
        text: m.conversion_for_you_checklist(),
        to: "/readiness",
        button: m.conversion_for_you_checklist_button(),
      };
    case "save-method":
      return {
        text: m.conversion_for_you_method({ name: line.name }),
        to: `/top-up/method?for=${line.proposalId}`,
        button: m.topup_method_save(),
      };
    case "change":
      return {
        text: m.change_for_you({ name: line.requesterName ?? "", title: line.title }),
        to: `/requests/${line.requestId}`,
        button: m.change_for_you_button(),
      };
    case "reply":
      return {
        text: m.portal_for_you_reply({ title: line.title }),
        to: `/requests/${line.requestId}`,
        button: m.portal_for_you_reply_button(),
      };
    case "sign":
      return {
        text: m.agreements_for_you({ title: line.title }),
        to: `/agreements/${line.agreementId}/sign`,
        button: m.agreements_sign_go(),
      };
    case "answered":
      return {
        text: answers[line.state]({ title: line.title }),
        to: `/hours/${line.entryId}`,
        button: m.portal_for_you_read_button(),
      };
    case "confirm":
      return line.what === "roster"
        ? {
            text: m.people_confirm_for_you(),
            to: "/employees/attest",
            button: m.people_attest_title(),
          }
        : {
            text: m.people_confirm_for_you_rights(),
            to: "/access/review",
            button: m.people_review_title(),
          };
    case "prices":
      return {
        text: m.contracts_for_you_prices({ what: line.name, day: formatDay(line.on) }),
        to: "/contract",
        button: m.contracts_for_you_prices_button(),
      };
    case "expires":
      return {
        text: m.portal_for_you_expires({
          minutes: formatMinutes(line.minutes),
          day: formatDay(line.on, "dayMonth"),
        }),
        to: "#expiry",
        button: m.portal_for_you_expires_button(),
      };
  }
}

const answers = {
  open: m.portal_for_you_answered,
  accepted: m.portal_for_you_accepted,
  upheld: m.portal_for_you_upheld,
};

function payWords(line: Extract<ForYouLine, { kind: "pay" }>): string {
  const { number } = line;
  const amount = formatMoney(line.openMinor, line.currency);
  if (line.dueOn === null) return m.portal_for_you_pay({ number, amount });
  const given = { number, amount, day: formatDay(line.dueOn, "dayMonth") };
  return line.overdue ? m.portal_for_you_pay_late(given) : m.portal_for_you_pay_by(given);
}
