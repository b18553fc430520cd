import { render } from "@react-email/render";
import { createElement, type ComponentType } from "react";
import type { z } from "zod";

import { attachAgreement } from "#app/agreements/attach-agreement.server.ts";
import { attachStatement } from "#app/hours/statement/attach-statement.server.ts";
import type { LetterBrand } from "#app/platform/mail/letter-brand.ts";
import type { LetterAttachment, RenderedLetter } from "#app/platform/mail/rendered-letter.ts";
import * as agreementEnded from "#emails/agreement-ended.tsx";
import * as agreementSigned from "#emails/agreement-signed.tsx";
import * as agreementToSign from "#emails/agreement-to-sign.tsx";
import * as approvalRejected from "#emails/approval-rejected.tsx";
import * as approvalWaiting from "#emails/approval-waiting.tsx";
import * as askToBuy from "#emails/ask-to-buy.tsx";
import * as automationFailed from "#emails/automation-failed.tsx";
import * as changeApproval from "#emails/change-approval.tsx";
import * as changeEffectRefused from "#emails/change-effect-refused.tsx";
import * as changeExpiring from "#emails/change-expiring.tsx";
import * as changeRefused from "#emails/change-refused.tsx";
import * as changeWrittenDown from "#emails/change-written-down.tsx";
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
import * as contractEnd from "#emails/contract-end.tsx";
import * as contractTerms from "#emails/contract-terms.tsx";
import * as contractNotice from "#emails/contract-notice.tsx";
import * as contractRenewal from "#emails/contract-renewal.tsx";
import { LetterBrandContext } from "#emails/letter-brand.ts";
import * as invoiceReady from "#emails/invoice-ready.tsx";
import * as contractPayAsked from "#emails/contract-pay-asked.tsx";
import * as monthCollectFailed from "#emails/month-collect-failed.tsx";
import * as monthCreditNote from "#emails/month-credit-note.tsx";
import * as monthInvoice from "#emails/month-invoice.tsx";
import * as monthInvoiceOverdue from "#emails/month-invoice-overdue.tsx";
import * as monthlyStatement from "#emails/monthly-statement.tsx";
import * as overageInvoice from "#emails/overage-invoice.tsx";
import * as peopleConfirm from "#emails/people-confirm.tsx";
import * as peopleReport from "#emails/people-report.tsx";
import * as paymentFailed from "#emails/payment-failed.tsx";
import * as paymentOnItsWay from "#emails/payment-on-its-way.tsx";
import * as proposalNews from "#emails/proposal-news.tsx";
import * as queryForClient from "#emails/query-for-client.tsx";
import * as queryForStaff from "#emails/query-for-staff.tsx";
import * as refundFailed from "#emails/refund-failed.tsx";
import * as refundMade from "#emails/refund-made.tsx";
import * as requestComment from "#emails/request-comment.tsx";
import * as requestDone from "#emails/request-done.tsx";
import * as requestReceived from "#emails/request-received.tsx";
import * as resetPassword from "#emails/reset-password.tsx";
import * as securityNotice from "#emails/security-notice.tsx";
import * as methodEnded from "#emails/method-ended.tsx";
import * as methodExpiring from "#emails/method-expiring.tsx";
import * as methodSaved from "#emails/method-saved.tsx";
import * as slaWarning from "#emails/sla-warning.tsx";
import * as testLetter from "#emails/test-letter.tsx";
import * as stripeStuck from "#emails/stripe-stuck.tsx";
import * as topupAction from "#emails/topup-action.tsx";
import * as topupCap from "#emails/topup-cap.tsx";
import * as topupDeclined from "#emails/topup-declined.tsx";
import * as topupDebit from "#emails/topup-debit.tsx";
import * as topupDone from "#emails/topup-done.tsx";
import * as topupInvoice from "#emails/topup-invoice.tsx";
import * as topupOverdue from "#emails/topup-overdue.tsx";
import * as topupStopped from "#emails/topup-stopped.tsx";

/** A letter's file: the shape of its contents, its subject and its body. */
type LetterFile<Schema extends z.ZodType<object>> = {
  props: Schema;
  subject: (props: z.output<Schema>) => string;
  /** `PreviewProps` are contents as an example, for npm run letters. */
  default: ComponentType<z.output<Schema>> & { PreviewProps: z.input<Schema> };
  /** The files that go with it. */
  attach?: (props: z.output<Schema>) => Promise<LetterAttachment[]>;
};

export type Letter<Schema extends z.ZodType<object>> = {
  props: Schema;
  example: z.input<Schema>;
  /** Subject and body in the ambient language, as the MSP appears, without the files that go with it. */
  write: (props: unknown, brand: LetterBrand | null) => Promise<RenderedLetter>;
  render: (props: unknown, brand: LetterBrand | null) => Promise<RenderedLetter>;
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

/** Ties a letter's contents to its words: wrong contents fail before anything is sent. */
export function prepare<Schema extends z.ZodType<object>>(letter: LetterFile<Schema>): Letter<Schema> {
  const write = async (input: unknown, brand: LetterBrand | null): Promise<RenderedLetter> => {
    const props = letter.props.parse(input);
    const element = createElement(
      LetterBrandContext.Provider,
      { value: brand },
      createElement(letter.default, props),
    );
    return {
      subject: letter.subject(props),
      html: await render(element),
      text: await render(element, { plainText: true, htmlToTextOptions: asText }),
    };
  };
  return {
    props: letter.props,
    example: letter.default.PreviewProps,
    write,
    render: async (input, brand) => ({
      ...(await write(input, brand)),
      ...(letter.attach ? { attachments: await letter.attach(letter.props.parse(input)) } : {}),
    }),
  };
}

/** Every letter that the product sends, by the name that the outbox keeps. */
const letters = {
  "agreement-ended": prepare(agreementEnded),
  "agreement-signed": prepare({ ...agreementSigned, attach: attachAgreement }),
  "agreement-to-sign": prepare(agreementToSign),
  "approval-rejected": prepare(approvalRejected),
  "approval-waiting": prepare(approvalWaiting),
  "ask-to-buy": prepare(askToBuy),
  "automation-failed": prepare(automationFailed),
  "change-approval": prepare(changeApproval),
  "change-effect-refused": prepare(changeEffectRefused),
  "change-expiring": prepare(changeExpiring),
  "change-refused": prepare(changeRefused),
  "change-written-down": prepare(changeWrittenDown),
  "checkout-ready": prepare(checkoutReady),
  "dispute-closed": prepare(disputeClosed),
  "dispute-for-client": prepare(disputeForClient),
  "dispute-opened": prepare(disputeOpened),
  "hours-adjusted": prepare(hoursAdjusted),
  "hours-bought": prepare(hoursBought),
  "hours-expiring": prepare(hoursExpiring),
  "hours-frozen": prepare(hoursFrozen),
  "hours-granted": prepare(hoursGranted),
  "hours-low": prepare(hoursLow),
  invitation: prepare(invitation),
  "invoice-closed": prepare(invoiceClosed),
  "invoice-overdue": prepare(invoiceOverdue),
  "invoice-paid": prepare(invoicePaid),
  "invoice-ready": prepare(invoiceReady),
  "monthly-statement": prepare({ ...monthlyStatement, attach: attachStatement }),
  "contract-end": prepare(contractEnd),
  "contract-notice": prepare(contractNotice),
  "contract-terms": prepare(contractTerms),
  "contract-renewal": prepare(contractRenewal),
  "people-confirm": prepare(peopleConfirm),
  "people-report": prepare(peopleReport),
  "contract-pay-asked": prepare(contractPayAsked),
  "month-collect-failed": prepare(monthCollectFailed),
  "month-credit-note": prepare(monthCreditNote),
  "month-invoice": prepare(monthInvoice),
  "month-invoice-overdue": prepare(monthInvoiceOverdue),
  "overage-invoice": prepare(overageInvoice),
  "payment-failed": prepare(paymentFailed),
  "payment-on-its-way": prepare(paymentOnItsWay),
  "proposal-news": prepare(proposalNews),
  "query-for-client": prepare(queryForClient),
  "query-for-staff": prepare(queryForStaff),
  "refund-failed": prepare(refundFailed),
  "refund-made": prepare(refundMade),
  "request-comment": prepare(requestComment),
  "request-done": prepare(requestDone),
  "request-received": prepare(requestReceived),
  "reset-password": prepare(resetPassword),
  "security-notice": prepare(securityNotice),
  "method-ended": prepare(methodEnded),
  "method-expiring": prepare(methodExpiring),
  "method-saved": prepare(methodSaved),
  "sla-warning": prepare(slaWarning),
  "test-letter": prepare(testLetter),
  "stripe-stuck": prepare(stripeStuck),
  "topup-action": prepare(topupAction),
  "topup-cap": prepare(topupCap),
  "topup-declined": prepare(topupDeclined),
  "topup-debit": prepare(topupDebit),
  "topup-done": prepare(topupDone),
  "topup-invoice": prepare(topupInvoice),
  "topup-overdue": prepare(topupOverdue),
  "topup-stopped": prepare(topupStopped),
};

type Contents = { [Name in keyof typeof letters]: z.input<(typeof letters)[Name]["props"]> };

declare module "#app/platform/mail/letters.server.ts" {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface LetterContents extends Contents {}
}

const byName = new Map<string, Letter<z.ZodType<object>>>(Object.entries(letters));

/** Writes a letter in the ambient language, as the MSP appears; throws on a name that is no letter. */
export async function renderLetter(
  template: string,
  props: unknown,
  brand: LetterBrand | null = null,
): Promise<RenderedLetter> {
  const letter = byName.get(template);
  if (!letter) throw new Error(`no such letter: ${template}`);
  return letter.render(props, brand);
}

/** Every letter with example contents, in the ambient language, without the files that go with it. */
export function writeExamples(): Promise<(RenderedLetter & { name: string })[]> {
  return Promise.all(
    [...byName].map(async ([name, letter]) => ({ name, ...(await letter.write(letter.example, null)) })),
  );
}
