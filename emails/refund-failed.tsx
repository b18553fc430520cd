import type { z } from "zod";

import { formatMinutes, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterFacts, LetterLayout, LetterText } from "#emails/letter-layout.tsx";
import { exampleReversal, reversalLetter } from "#emails/reversal-facts.ts";

export const props = reversalLetter;
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ number }: Props): string {
  return m.refund_letter_failed_subject({ number });
}

/** To the buyer: the money could not be paid back, the hours are there again, somebody will call. */
export default function RefundFailed({
  name,
  mspName,
  url,
  number,
  amountMinor,
  currency,
  balanceMinutes,
}: Props) {
  return (
    <LetterLayout
      preview={m.refund_letter_failed_subject({ number })}
      heading={m.refund_letter_failed_heading()}
      mspName={mspName}
      foot={m.refund_letter_foot({ number, msp: mspName })}
    >
      <LetterText>
        {m.refund_letter_failed_text({ name, amount: formatMoney(amountMinor, currency), msp: mspName })}
      </LetterText>
      <LetterFacts
        rows={[{ term: m.refund_letter_balance(), value: formatMinutes(balanceMinutes), strong: true }]}
      />
      <LetterButton href={url}>{m.refund_letter_order_button()}</LetterButton>
    </LetterLayout>
  );
}

RefundFailed.PreviewProps = { ...exampleReversal, balanceMinutes: 600 } satisfies Props;
