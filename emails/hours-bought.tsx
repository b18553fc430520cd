import { z } from "zod";

import { formatMinutes, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterFacts, LetterLayout, LetterText } from "#emails/letter-layout.tsx";
import { LetterStrips } from "#emails/letter-strips.tsx";
import { exampleOrder, orderLetter, orderRows } from "#emails/order-facts.ts";

export const props = orderLetter.extend({
  balanceMinutes: z.int(),
  /** What the blocks of the balance hold in all; null before the first one. */
  cardMinutes: z.int().nullable().default(null),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ order }: Props): string {
  return m.billing_letter_bought_subject({ hours: order.minutes / 60 });
}

/** To the buyer: the hours are there, this is the balance now, the invoice is in the portal. */
export default function HoursBought({ name, mspName, url, order, balanceMinutes, cardMinutes }: Props) {
  const hours = order.minutes / 60;
  return (
    <LetterLayout
      preview={m.billing_letter_bought_preview({ balance: formatMinutes(balanceMinutes) })}
      heading={m.billing_letter_bought_heading({ hours })}
      mspName={mspName}
      foot={m.billing_letter_foot({ number: order.number, msp: mspName })}
    >
      <LetterText>
        {m.billing_letter_bought_text({ name, hours, amount: formatMoney(order.grossMinor, order.currency) })}
      </LetterText>
      <LetterFacts
        rows={[
          ...orderRows(order),
          { term: m.billing_letter_balance_now(), value: formatMinutes(balanceMinutes), strong: true },
        ]}
      />
      <LetterStrips balanceMinutes={balanceMinutes} totalMinutes={cardMinutes} />
      <LetterButton href={url}>{m.billing_letter_bought_button()}</LetterButton>
    </LetterLayout>
  );
}

HoursBought.PreviewProps = { ...exampleOrder, balanceMinutes: 820, cardMinutes: 1200 } satisfies Props;
