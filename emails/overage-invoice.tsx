import { z } from "zod";

import { monthWord } from "#app/billing/words.ts";
import { day } from "#app/platform/day.ts";
import { formatDay, formatMinutes, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterFacts, LetterLayout, LetterText } from "#emails/letter-layout.tsx";
import { exampleOrder, exampleTransfer, orderLetter, orderRows, transferFacts } from "#emails/order-facts.ts";
import { LetterTransfer } from "#emails/letter-transfer.tsx";

export const props = orderLetter.extend({
  onTrust: z.boolean(),
  month: z.string(),
  pricePerHourMinor: z.int(),
  invoiceNumber: z.string().nullable(),
  invoiceUrl: z.url().nullable(),
  dueOn: z.iso.date(),
  transfer: transferFacts,
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ order, invoiceNumber, month }: Props): string {
  return m.overage_letter_subject({ number: invoiceNumber ?? order.number, month: monthWord(month) });
}

/** To those who buy: the invoice for work that cost more hours than there were, at the price of an hour, and until when to pay it. */
export default function OverageInvoice({
  name,
  mspName,
  url,
  order,
  month,
  pricePerHourMinor,
  invoiceUrl,
  dueOn,
  transfer,
}: Props) {
  const text = m.overage_letter_text({
    name,
    time: formatMinutes(order.minutes),
    month: monthWord(month),
    rate: formatMoney(pricePerHourMinor, order.currency),
  });
  return (
    <LetterLayout
      preview={text}
      heading={m.overage_letter_heading()}
      mspName={mspName}
      foot={m.billing_letter_foot({ number: order.number, msp: mspName })}
    >
      <LetterText>{text}</LetterText>
      <LetterText>
        {m.overage_letter_pay({
          amount: formatMoney(order.grossMinor, order.currency),
          due: formatDay(day(dueOn)),
        })}
      </LetterText>
      <LetterFacts rows={orderRows(order)} />
      <LetterTransfer transfer={transfer} currency={order.currency} />
      <LetterButton href={invoiceUrl ?? url}>{m.refund_letter_invoice_button()}</LetterButton>
    </LetterLayout>
  );
}

OverageInvoice.PreviewProps = {
  ...exampleOrder,
  onTrust: true,
  month: "2026-10",
  pricePerHourMinor: 9500,
  invoiceNumber: "TEG-0042",
  invoiceUrl: "https://portal.example/invoice/1",
  transfer: exampleTransfer,
  dueOn: "2026-11-17",
} satisfies Props;
