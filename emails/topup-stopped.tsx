import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";
import { clientOf } from "#emails/for-client.ts";
import { LetterButton, LetterFacts, LetterLayout, LetterText } from "#emails/letter-layout.tsx";
import { exampleOrder, orderLetter, orderRows } from "#emails/order-facts.ts";

const reasons = {
  declined: m.topup_letter_stopped_declined,
  "price-changed": m.topup_letter_stopped_price_changed,
  "block-gone": m.topup_letter_stopped_block_gone,
  "details-missing": m.topup_letter_stopped_details_missing,
  "no-method": m.topup_letter_stopped_no_method,
  "no-agreement": m.topup_letter_stopped_no_agreement,
  voided: m.topup_letter_stopped_voided,
  disputed: m.topup_letter_stopped_disputed,
  "method-gone": m.topup_letter_stopped_method_gone,
  suspended: m.topup_letter_stopped_suspended,
};

export const props = orderLetter.extend({
  order: orderLetter.shape.order.nullable(),
  payUrl: z.url().nullable(),
  reason: z.enum([
    "declined",
    "voided",
    "disputed",
    "method-gone",
    "suspended",
    "price-changed",
    "block-gone",
    "details-missing",
    "no-method",
    "no-agreement",
  ]),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject(_: Props): string {
  return m.topup_letter_stopped_subject();
}

/** To those who buy: topping up has stopped, why, and what sets it right. */
export default function TopupStopped(letter: Props) {
  const { name, mspName, url, order, payUrl, reason } = letter;
  const text = reasons[reason]({ name });
  return (
    <LetterLayout
      preview={text}
      heading={subject(letter)}
      mspName={mspName}
      foot={m.topup_letter_foot({ client: clientOf(letter) })}
    >
      <LetterText>{text}</LetterText>
      {order && <LetterFacts rows={orderRows(order)} />}
      {payUrl && <LetterButton href={payUrl}>{m.topup_letter_pay()}</LetterButton>}
      <LetterButton href={url}>{m.topup_letter_stopped_button()}</LetterButton>
    </LetterLayout>
  );
}

TopupStopped.PreviewProps = {
  ...exampleOrder,
  url: "https://portal.example/top-up",
  payUrl: "https://portal.example/i/1",
  reason: "declined",
} satisfies Props;
