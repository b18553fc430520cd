import { z } from "zod";

import { formatMinutes, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterFacts, LetterLayout, LetterText } from "#emails/letter-layout.tsx";
import { exampleReversal, reversalLetter } from "#emails/reversal-facts.ts";

export const props = reversalLetter.extend({
  state: z.enum(["open", "won", "lost"]),
  heldMinutes: z.int(),
  owedMinutes: z.int(),
  topupStopped: z.boolean(),
});
type Props = z.infer<typeof props>;

const words = {
  open: {
    subject: m.refund_letter_hold_subject,
    heading: m.refund_letter_hold_heading,
    text: m.refund_letter_hold_text,
  },
  won: {
    subject: m.refund_letter_freed_subject,
    heading: m.refund_letter_freed_heading,
    text: m.refund_letter_freed_text,
  },
  lost: {
    subject: m.refund_letter_gone_subject,
    heading: m.refund_letter_gone_heading,
    text: m.refund_letter_gone_text,
  },
};

/** What the mailbox shows. */
export function subject({ state, number }: Props): string {
  return words[state].subject({ number });
}

/** To the buyer: the bank takes a payment back, or has decided about it, and what that does to the hours and to automatic top-up. */
export default function DisputeForClient({
  name,
  mspName,
  url,
  number,
  amountMinor,
  currency,
  balanceMinutes,
  state,
  heldMinutes,
  owedMinutes,
  topupStopped,
}: Props) {
  return (
    <LetterLayout
      preview={words[state].subject({ number })}
      heading={words[state].heading()}
      mspName={mspName}
      foot={m.refund_letter_foot({ number, msp: mspName })}
    >
      <LetterText>
        {words[state].text({ name, number, amount: formatMoney(amountMinor, currency), msp: mspName })}
      </LetterText>
      {topupStopped && <LetterText>{m.refund_letter_topup_stopped()}</LetterText>}
      <LetterFacts
        rows={[
          ...(heldMinutes > 0
            ? [{ term: m.refund_letter_dispute_held(), value: formatMinutes(heldMinutes) }]
            : []),
          ...(owedMinutes > 0
            ? [{ term: m.refund_letter_gone_owed(), value: formatMinutes(owedMinutes) }]
            : []),
          { term: m.refund_letter_balance(), value: formatMinutes(balanceMinutes), strong: true },
        ]}
      />
      <LetterButton href={url}>{m.refund_letter_order_button()}</LetterButton>
    </LetterLayout>
  );
}

DisputeForClient.PreviewProps = {
  ...exampleReversal,
  state: "lost",
  heldMinutes: 0,
  owedMinutes: 27,
  topupStopped: true,
} satisfies Props;
