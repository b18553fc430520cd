import { z } from "zod";

import { methodName } from "#app/billing/topup/words.ts";
import { day } from "#app/platform/day.ts";
import { formatDay, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { clientOf } from "#emails/for-client.ts";
import { LetterButton, LetterFacts, LetterLayout, LetterText } from "#emails/letter-layout.tsx";
import { exampleOrder, orderLetter, orderRows } from "#emails/order-facts.ts";

export const props = orderLetter.extend({
  type: z.string(),
  last4: z.string(),
  fromOn: z.string().transform(day),
  creditorId: z.string().nullable(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ order, fromOn }: Props): string {
  return m.topup_letter_debit_subject({
    amount: formatMoney(order.grossMinor, order.currency),
    day: formatDay(fromOn),
  });
}

/** To those who buy, before a direct debit: how much, from when on, which account, for whom. */
export default function TopupDebit(letter: Props) {
  const { name, mspName, url, order, fromOn, creditorId } = letter;
  const text = m.topup_letter_debit_text({
    name,
    hours: m.billing_hours({ hours: order.minutes / 60 }),
    amount: formatMoney(order.grossMinor, order.currency),
    day: formatDay(fromOn),
    method: methodName(letter),
  });
  return (
    <LetterLayout
      preview={text}
      heading={subject(letter)}
      mspName={mspName}
      foot={m.topup_letter_foot({ client: clientOf(letter) })}
    >
      <LetterText>{text}</LetterText>
      <LetterFacts
        rows={[
          ...orderRows(order),
          ...(creditorId ? [{ term: m.topup_creditor_id(), value: creditorId }] : []),
        ]}
      />
      <LetterButton href={url}>{m.billing_letter_see_order()}</LetterButton>
    </LetterLayout>
  );
}

TopupDebit.PreviewProps = {
  ...exampleOrder,
  type: "sepa_debit",
  last4: "4300",
  fromOn: day("2026-12-02"),
  creditorId: "NL98ZZZ999999990000",
} satisfies Props;
