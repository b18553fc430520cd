import { z } from "zod";

import { day } from "#app/platform/day.ts";
import { formatDay, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterLayout, LetterText } from "#emails/letter-layout.tsx";
import { exampleOrder, exampleTransfer, orderLetter, transferFacts } from "#emails/order-facts.ts";
import { LetterTransfer } from "#emails/letter-transfer.tsx";

export const props = orderLetter.extend({
  onTrust: z.boolean(),
  invoiceNumber: z.string().nullable(),
  invoiceUrl: z.url().nullable(),
  openMinor: z.int(),
  dueOn: z.iso.date(),
  transfer: transferFacts,
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ order, openMinor }: Props): string {
  return m.refund_letter_overdue_subject({
    number: order.number,
    amount: formatMoney(openMinor, order.currency),
  });
}

/** To the buyer: the invoice is overdue, so much of it is open, this is the way on. */
export default function InvoiceOverdue({
  name,
  mspName,
  url,
  order,
  invoiceUrl,
  openMinor,
  dueOn,
  transfer,
}: Props) {
  const text = m.refund_letter_overdue_text({
    name,
    amount: formatMoney(openMinor, order.currency),
    due: formatDay(day(dueOn)),
  });
  return (
    <LetterLayout
      preview={text}
      heading={m.refund_letter_overdue_heading()}
      mspName={mspName}
      foot={m.billing_letter_foot({ number: order.number, msp: mspName })}
    >
      <LetterText>{text}</LetterText>
      <LetterTransfer transfer={transfer} currency={order.currency} />
      <LetterButton href={invoiceUrl ?? url}>
        {invoiceUrl ? m.refund_letter_invoice_button() : m.stuck_letter_order_button()}
      </LetterButton>
    </LetterLayout>
  );
}

InvoiceOverdue.PreviewProps = {
  ...exampleOrder,
  onTrust: false,
  invoiceNumber: "TEG-0042",
  invoiceUrl: "https://portal.example/invoice/1",
  openMinor: 114_950,
  dueOn: "2026-12-06",
  transfer: exampleTransfer,
} satisfies Props;
