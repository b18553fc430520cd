import type { z } from "zod";

import { formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterLayout, LetterText } from "#emails/letter-layout.tsx";
import { exampleOrder, orderLetter } from "#emails/order-facts.ts";

export const props = orderLetter;
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ order }: Props): string {
  return m.billing_letter_failed_subject({ hours: order.minutes / 60 });
}

/** To the buyer: the bank did not pay, nothing was credited, this is the way on. */
export default function PaymentFailed({ name, mspName, url, order }: Props) {
  const hours = order.minutes / 60;
  return (
    <LetterLayout
      preview={m.billing_letter_failed_preview()}
      heading={m.billing_letter_failed_heading()}
      mspName={mspName}
      foot={m.billing_letter_foot({ number: order.number, msp: mspName })}
    >
      <LetterText>
        {m.billing_letter_failed_text({ name, hours, amount: formatMoney(order.grossMinor, order.currency) })}
      </LetterText>
      <LetterText>{m.billing_letter_failed_next()}</LetterText>
      <LetterButton href={url}>{m.billing_letter_see_order()}</LetterButton>
    </LetterLayout>
  );
}

PaymentFailed.PreviewProps = exampleOrder satisfies Props;
