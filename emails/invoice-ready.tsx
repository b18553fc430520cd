import { z } from "zod";

import { day } from "#app/platform/day.ts";
import { formatDay, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterFacts, LetterLayout, LetterText } from "#emails/letter-layout.tsx";
import { exampleOrder, exampleTransfer, orderLetter, orderRows, transferFacts } from "#emails/order-facts.ts";
import { LetterTransfer } from "#emails/letter-transfer.tsx";

export const props = orderLetter.extend({
  onTrust: z.boolean(),
  invoiceNumber: z.string().nullable(),
  invoiceUrl: z.url().nullable(),
  dueOn: z.iso.date(),
  transfer: transferFacts,
  /** Paid to the MSP's own account: the invoice comes from its own bookkeeping. */
  byHand: z.boolean().default(false),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ order, invoiceNumber, byHand }: Props): string {
  if (byHand) return m.byhand_letter_subject({ number: order.number, hours: order.minutes / 60 });
  return m.refund_letter_ready_subject({ number: invoiceNumber ?? order.number, hours: order.minutes / 60 });
}

/** To the buyer: the invoice to pay by bank transfer, until when, and when the hours are theirs. */
export default function InvoiceReady({
  name,
  mspName,
  url,
  order,
  onTrust,
  invoiceUrl,
  dueOn,
  transfer,
  byHand,
}: Props) {
  const facts = { name, amount: formatMoney(order.grossMinor, order.currency), due: formatDay(day(dueOn)) };
  const text = byHand
    ? m.byhand_letter_text({ ...facts, msp: mspName })
    : onTrust
      ? m.refund_letter_ready_trust(facts)
      : m.refund_letter_ready_wait(facts);
  return (
    <LetterLayout
      preview={text}
      heading={byHand ? m.byhand_letter_heading() : m.refund_letter_ready_heading()}
      mspName={mspName}
      foot={m.billing_letter_foot({ number: order.number, msp: mspName })}
    >
      <LetterText>{text}</LetterText>
      <LetterFacts rows={orderRows(order)} />
      <LetterTransfer transfer={transfer} currency={order.currency} />
      <LetterButton href={invoiceUrl ?? url}>
        {byHand ? m.stuck_letter_order_button() : m.refund_letter_invoice_button()}
      </LetterButton>
    </LetterLayout>
  );
}

InvoiceReady.PreviewProps = {
  ...exampleOrder,
  onTrust: false,
  invoiceNumber: "TEG-0042",
  invoiceUrl: "https://portal.example/invoice/1",
  dueOn: "2026-12-06",
  transfer: exampleTransfer,
  byHand: false,
} satisfies Props;
