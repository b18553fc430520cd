import type { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterFacts, LetterLayout, LetterText } from "#emails/letter-layout.tsx";
import { exampleOrder, orderLetter, orderRows } from "#emails/order-facts.ts";

export const props = orderLetter;
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ order }: Props): string {
  return m.billing_letter_ready_subject({ number: order.number });
}

/** To the buyer whose order was kept while Stripe could not be reached: it can be paid now. */
export default function CheckoutReady({ name, mspName, url, order }: Props) {
  return (
    <LetterLayout
      preview={m.billing_letter_ready_preview()}
      heading={m.billing_letter_ready_heading()}
      mspName={mspName}
      foot={m.billing_letter_foot({ number: order.number, msp: mspName })}
    >
      <LetterText>{m.billing_letter_ready_text({ name, hours: order.minutes / 60 })}</LetterText>
      <LetterFacts rows={orderRows(order)} />
      <LetterButton href={url}>{m.billing_letter_ready_button()}</LetterButton>
    </LetterLayout>
  );
}

CheckoutReady.PreviewProps = exampleOrder satisfies Props;
