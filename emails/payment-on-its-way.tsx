import type { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterFacts, LetterLayout, LetterText } from "#emails/letter-layout.tsx";
import { exampleOrder, orderLetter, orderRows } from "#emails/order-facts.ts";

export const props = orderLetter;
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ order }: Props): string {
  return m.billing_letter_way_subject({ hours: order.minutes / 60 });
}

/** To the buyer: the payment is on its way, the hours follow when it is certain. */
export default function PaymentOnItsWay({ name, mspName, url, order }: Props) {
  const hours = order.minutes / 60;
  return (
    <LetterLayout
      preview={m.billing_letter_way_preview()}
      heading={m.billing_letter_way_heading()}
      mspName={mspName}
      foot={m.billing_letter_foot({ number: order.number, msp: mspName })}
    >
      <LetterText>{m.billing_letter_way_text({ name, hours })}</LetterText>
      <LetterFacts rows={orderRows(order)} />
      <LetterButton href={url}>{m.billing_letter_see_order()}</LetterButton>
    </LetterLayout>
  );
}

PaymentOnItsWay.PreviewProps = exampleOrder satisfies Props;
