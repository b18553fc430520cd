import { render } from "@react-email/render";
import { createElement, type ComponentType } from "react";
import type { z } from "zod";

import type { RenderedLetter } from "#app/platform/mail/send-letter.server.ts";
import * as approvalRejected from "#emails/approval-rejected.tsx";
import * as approvalWaiting from "#emails/approval-waiting.tsx";
import * as askToBuy from "#emails/ask-to-buy.tsx";
import * as checkoutReady from "#emails/checkout-ready.tsx";
import * as hoursAdjusted from "#emails/hours-adjusted.tsx";
import * as hoursBought from "#emails/hours-bought.tsx";
import * as hoursExpiring from "#emails/hours-expiring.tsx";
import * as hoursGranted from "#emails/hours-granted.tsx";
import * as hoursLow from "#emails/hours-low.tsx";
import * as invitation from "#emails/invitation.tsx";
import * as paymentFailed from "#emails/payment-failed.tsx";
import * as paymentOnItsWay from "#emails/payment-on-its-way.tsx";
import * as queryForClient from "#emails/query-for-client.tsx";
import * as queryForStaff from "#emails/query-for-staff.tsx";
import * as requestDone from "#emails/request-done.tsx";
import * as requestReceived from "#emails/request-received.tsx";
import * as resetPassword from "#emails/reset-password.tsx";
import * as securityNotice from "#emails/security-notice.tsx";

/** A letter: the shape of its contents, its subject and its body. */
export type Letter<Props extends object> = { props: z.ZodType<Props>; subject: (props: Props) => string; body: ComponentType<Props> };

type Prepared = (props: unknown) => Promise<RenderedLetter>;

/** Ties a letter's contents to its words: wrong contents fail before anything is sent. */
export function prepare<Props extends object>(letter: Letter<Props>): Prepared {
  return async (input) => {
    const props = letter.props.parse(input);
    const element = createElement(letter.body, props);
    return { subject: letter.subject(props), html: await render(element), text: await render(element, { plainText: true }) };
  };
}

/** Every letter that the product sends, by the name that the outbox keeps. */
const letters: Record<string, Prepared> = {
  "approval-rejected": prepare({ ...approvalRejected, body: approvalRejected.default }),
  "approval-waiting": prepare({ ...approvalWaiting, body: approvalWaiting.default }),
  "ask-to-buy": prepare({ ...askToBuy, body: askToBuy.default }),
  "checkout-ready": prepare({ ...checkoutReady, body: checkoutReady.default }),
  "hours-adjusted": prepare({ ...hoursAdjusted, body: hoursAdjusted.default }),
  "hours-bought": prepare({ ...hoursBought, body: hoursBought.default }),
  "hours-expiring": prepare({ ...hoursExpiring, body: hoursExpiring.default }),
  "hours-granted": prepare({ ...hoursGranted, body: hoursGranted.default }),
  "hours-low": prepare({ ...hoursLow, body: hoursLow.default }),
  invitation: prepare({ ...invitation, body: invitation.default }),
  "payment-failed": prepare({ ...paymentFailed, body: paymentFailed.default }),
  "payment-on-its-way": prepare({ ...paymentOnItsWay, body: paymentOnItsWay.default }),
  "query-for-client": prepare({ ...queryForClient, body: queryForClient.default }),
  "query-for-staff": prepare({ ...queryForStaff, body: queryForStaff.default }),
  "request-done": prepare({ ...requestDone, body: requestDone.default }),
  "request-received": prepare({ ...requestReceived, body: requestReceived.default }),
  "reset-password": prepare({ ...resetPassword, body: resetPassword.default }),
  "security-notice": prepare({ ...securityNotice, body: securityNotice.default }),
};

/** Writes a letter in the ambient language; throws on a name that is no letter. */
export async function renderLetter(template: string, props: unknown): Promise<RenderedLetter> {
  const letter = letters[template];
  if (!letter) throw new Error(`no such letter: ${template}`);
  return letter(props);
}
