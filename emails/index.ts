import { render } from "@react-email/render";
import { createElement, type ComponentType } from "react";
import type { z } from "zod";

import { attachStatement } from "#app/hours/statement/attach-statement.server.ts";
import type { LetterBrand } from "#app/platform/mail/letter-brand.ts";
import type { LetterAttachment, RenderedLetter } from "#app/platform/mail/send-letter.server.ts";
import * as approvalRejected from "#emails/approval-rejected.tsx";
import * as approvalWaiting from "#emails/approval-waiting.tsx";
import * as askToBuy from "#emails/ask-to-buy.tsx";
import * as checkoutReady from "#emails/checkout-ready.tsx";
import * as disputeClosed from "#emails/dispute-closed.tsx";
import * as disputeForClient from "#emails/dispute-for-client.tsx";
import * as disputeOpened from "#emails/dispute-opened.tsx";
import * as hoursAdjusted from "#emails/hours-adjusted.tsx";
import * as hoursBought from "#emails/hours-bought.tsx";
import * as hoursExpiring from "#emails/hours-expiring.tsx";
import * as hoursFrozen from "#emails/hours-frozen.tsx";
import * as hoursGranted from "#emails/hours-granted.tsx";
import * as hoursLow from "#emails/hours-low.tsx";
import * as invitation from "#emails/invitation.tsx";
import * as invoiceClosed from "#emails/invoice-closed.tsx";
import * as invoiceOverdue from "#emails/invoice-overdue.tsx";
import * as invoicePaid from "#emails/invoice-paid.tsx";
import { LetterBrandContext } from "#emails/letter-brand.ts";
import * as invoiceReady from "#emails/invoice-ready.tsx";
import * as monthlyStatement from "#emails/monthly-statement.tsx";
import * as overageInvoice from "#emails/overage-invoice.tsx";
import * as paymentFailed from "#emails/payment-failed.tsx";
import * as paymentOnItsWay from "#emails/payment-on-its-way.tsx";
import * as queryForClient from "#emails/query-for-client.tsx";
import * as queryForStaff from "#emails/query-for-staff.tsx";
import * as refundFailed from "#emails/refund-failed.tsx";
import * as refundMade from "#emails/refund-made.tsx";
import * as requestDone from "#emails/request-done.tsx";
import * as requestReceived from "#emails/request-received.tsx";
import * as resetPassword from "#emails/reset-password.tsx";
import * as securityNotice from "#emails/security-notice.tsx";
import * as methodEnded from "#emails/method-ended.tsx";
import * as methodExpiring from "#emails/method-expiring.tsx";
import * as methodSaved from "#emails/method-saved.tsx";
import * as testLetter from "#emails/test-letter.tsx";
import * as topupAction from "#emails/topup-action.tsx";
import * as topupCap from "#emails/topup-cap.tsx";
import * as topupDeclined from "#emails/topup-declined.tsx";
import * as topupDone from "#emails/topup-done.tsx";
import * as topupInvoice from "#emails/topup-invoice.tsx";
import * as topupOverdue from "#emails/topup-overdue.tsx";
import * as topupStopped from "#emails/topup-stopped.tsx";

/** A letter: the shape of its contents, its subject and its body. */
export type Letter<Props extends object> = {
  props: z.ZodType<Props>;
  subject: (props: Props) => string;
  body: ComponentType<Props>;
  /** The files that go with it. */
  attach?: (props: Props) => Promise<LetterAttachment[]>;
};

/** How the text part reads: headings as they are written, a table's cells on a line, an address behind its words. */
const asText = {
  wordwrap: 78,
  selectors: [
    { selector: "h1", options: { uppercase: false } },
    { selector: "a", options: { hideLinkHrefIfSameAsText: true, linkBrackets: null } },
    { selector: "hr", options: { length: 3 } },
    { selector: "table.facts", format: "dataTable", options: { uppercaseHeaderCells: false } },
  ],
};

type Prepared = (props: unknown, brand: LetterBrand | null) => Promise<RenderedLetter>;

/** Ties a letter's contents to its words: wrong contents fail before anything is sent. */
export function prepare<Props extends object>(letter: Letter<Props>): Prepared {
  return async (input, brand) => {
    const props = letter.props.parse(input);
    const element = createElement(
      LetterBrandContext.Provider,
      { value: brand },
      createElement(letter.body, props),
    );
    return {
      subject: letter.subject(props),
      html: await render(element),
      text: await render(element, { plainText: true, htmlToTextOptions: asText }),
      ...(letter.attach ? { attachments: await letter.attach(props) } : {}),
    };
  };
}

/** Every letter that the product sends, by the name that the outbox keeps. */
const letters: Record<string, Prepared> = {
  "approval-rejected": prepare({ ...approvalRejected, body: approvalRejected.default }),
  "approval-waiting": prepare({ ...approvalWaiting, body: approvalWaiting.default }),
  "ask-to-buy": prepare({ ...askToBuy, body: askToBuy.default }),
  "checkout-ready": prepare({ ...checkoutReady, body: checkoutReady.default }),
  "dispute-closed": prepare({ ...disputeClosed, body: disputeClosed.default }),
  "dispute-for-client": prepare({ ...disputeForClient, body: disputeForClient.default }),
  "dispute-opened": prepare({ ...disputeOpened, body: disputeOpened.default }),
  "hours-adjusted": prepare({ ...hoursAdjusted, body: hoursAdjusted.default }),
  "hours-bought": prepare({ ...hoursBought, body: hoursBought.default }),
  "hours-expiring": prepare({ ...hoursExpiring, body: hoursExpiring.default }),
  "hours-frozen": prepare({ ...hoursFrozen, body: hoursFrozen.default }),
  "hours-granted": prepare({ ...hoursGranted, body: hoursGranted.default }),
  "hours-low": prepare({ ...hoursLow, body: hoursLow.default }),
  invitation: prepare({ ...invitation, body: invitation.default }),
  "invoice-closed": prepare({ ...invoiceClosed, body: invoiceClosed.default }),
  "invoice-overdue": prepare({ ...invoiceOverdue, body: invoiceOverdue.default }),
  "invoice-paid": prepare({ ...invoicePaid, body: invoicePaid.default }),
  "invoice-ready": prepare({ ...invoiceReady, body: invoiceReady.default }),
  "monthly-statement": prepare({
    ...monthlyStatement,
    body: monthlyStatement.default,
    attach: attachStatement,
  }),
  "overage-invoice": prepare({ ...overageInvoice, body: overageInvoice.default }),
  "payment-failed": prepare({ ...paymentFailed, body: paymentFailed.default }),
  "payment-on-its-way": prepare({ ...paymentOnItsWay, body: paymentOnItsWay.default }),
  "query-for-client": prepare({ ...queryForClient, body: queryForClient.default }),
  "query-for-staff": prepare({ ...queryForStaff, body: queryForStaff.default }),
  "refund-failed": prepare({ ...refundFailed, body: refundFailed.default }),
  "refund-made": prepare({ ...refundMade, body: refundMade.default }),
  "request-done": prepare({ ...requestDone, body: requestDone.default }),
  "request-received": prepare({ ...requestReceived, body: requestReceived.default }),
  "reset-password": prepare({ ...resetPassword, body: resetPassword.default }),
  "security-notice": prepare({ ...securityNotice, body: securityNotice.default }),
  "method-ended": prepare({ ...methodEnded, body: methodEnded.default }),
  "method-expiring": prepare({ ...methodExpiring, body: methodExpiring.default }),
  "method-saved": prepare({ ...methodSaved, body: methodSaved.default }),
  "test-letter": prepare({ ...testLetter, body: testLetter.default }),
  "topup-action": prepare({ ...topupAction, body: topupAction.default }),
  "topup-cap": prepare({ ...topupCap, body: topupCap.default }),
  "topup-declined": prepare({ ...topupDeclined, body: topupDeclined.default }),
  "topup-done": prepare({ ...topupDone, body: topupDone.default }),
  "topup-invoice": prepare({ ...topupInvoice, body: topupInvoice.default }),
  "topup-overdue": prepare({ ...topupOverdue, body: topupOverdue.default }),
  "topup-stopped": prepare({ ...topupStopped, body: topupStopped.default }),
};

/** Writes a letter in the ambient language, as the MSP appears; throws on a name that is no letter. */
export async function renderLetter(
  template: string,
  props: unknown,
  brand: LetterBrand | null = null,
): Promise<RenderedLetter> {
  const letter = letters[template];
  if (!letter) throw new Error(`no such letter: ${template}`);
  return letter(props, brand);
}
