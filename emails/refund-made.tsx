import { z } from "zod";

import { formatMinutes, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterFacts, LetterLayout, LetterText } from "#emails/letter-layout.tsx";
import { exampleReversal, reversalLetter } from "#emails/reversal-facts.ts";

export const props = reversalLetter.extend({
  takenMinutes: z.int(),
  usedAlreadyMinutes: z.int(),
  owedMinutes: z.int(),
  reason: z.string().nullable().default(null),
  creditNote: z.string().nullable().default(null),
});
type Props = z.output<typeof props>;

/** What the mailbox shows. */
export function subject({ number, amountMinor, currency }: Props): string {
  return m.refund_letter_made_subject({ number, amount: formatMoney(amountMinor, currency) });
}

/** To the buyer: so much money comes back, so many hours went, and what was used of them already. */
export default function RefundMade({
  name,
  mspName,
  url,
  number,
  amountMinor,
  currency,
  takenMinutes,
  usedAlreadyMinutes,
  owedMinutes,
  balanceMinutes,
  reason,
  creditNote,
}: Props) {
  const amount = formatMoney(amountMinor, currency);
  return (
    <LetterLayout
      preview={m.refund_letter_made_subject({ number, amount })}
      heading={m.refund_letter_made_heading()}
      mspName={mspName}
      foot={m.refund_letter_foot({ number, msp: mspName })}
    >
      <LetterText>{m.refund_letter_made_text({ name, number, amount })}</LetterText>
      <LetterFacts
        rows={[
          ...(reason ? [{ term: m.refund_letter_made_reason(), value: reason }] : []),
          ...(creditNote ? [{ term: m.refund_letter_made_credit_note(), value: creditNote }] : []),
          { term: m.refund_letter_made_taken(), value: formatMinutes(takenMinutes) },
          ...(usedAlreadyMinutes > 0
            ? [{ term: m.refund_letter_made_used(), value: formatMinutes(usedAlreadyMinutes) }]
            : []),
          ...(owedMinutes > 0
            ? [{ term: m.refund_letter_made_owed(), value: formatMinutes(owedMinutes) }]
            : []),
          { term: m.refund_letter_balance(), value: formatMinutes(balanceMinutes), strong: true },
        ]}
      />
      <LetterButton href={url}>{m.refund_letter_order_button()}</LetterButton>
    </LetterLayout>
  );
}

RefundMade.PreviewProps = {
  ...exampleReversal,
  takenMinutes: 247,
  usedAlreadyMinutes: 27,
  owedMinutes: 27,
  reason: "Minder nodig dan gedacht",
  creditNote: "HLDR-0042-CN-01",
} satisfies Props;
