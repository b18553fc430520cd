import type { z } from "zod";

import { formatInstant, formatMinutes, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterFacts, LetterLayout, LetterText } from "#emails/letter-layout.tsx";
import { disputeLetter, exampleDispute } from "#emails/reversal-facts.ts";

export const props = disputeLetter;
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ clientName: client, amountMinor, currency, state }: Props): string {
  const amount = formatMoney(amountMinor, currency);
  return state.startsWith("warning_")
    ? m.refund_letter_inquiry_subject({ client, amount })
    : m.refund_letter_dispute_subject({ client, amount });
}

/** To the MSP's owner and finance: a bank takes a payment back (or asks about it), and until when it can be answered. */
export default function DisputeOpened(letter: Props) {
  const {
    name,
    mspName,
    url,
    clientName: client,
    zone,
    orderNumber,
    amountMinor,
    currency,
    heldMinutes,
    state,
    dueAt,
  } = letter;
  const text = state.startsWith("warning_")
    ? m.refund_letter_inquiry_text({ name, client })
    : m.refund_letter_dispute_text({ name, client });
  return (
    <LetterLayout
      preview={text}
      heading={subject(letter)}
      mspName={mspName}
      foot={m.refund_letter_dispute_foot({ msp: mspName })}
    >
      <LetterText>{text}</LetterText>
      <LetterText>{m.refund_letter_dispute_next()}</LetterText>
      <LetterFacts
        rows={[
          { term: m.refund_letter_dispute_amount(), value: formatMoney(amountMinor, currency) },
          ...(orderNumber === null
            ? []
            : [{ term: m.refund_letter_dispute_order(), value: String(orderNumber) }]),
          { term: m.refund_letter_dispute_held(), value: formatMinutes(heldMinutes) },
          ...(dueAt
            ? [
                {
                  term: m.refund_letter_dispute_due(),
                  value: formatInstant(new Date(dueAt), zone),
                  strong: true,
                },
              ]
            : []),
        ]}
      />
      <LetterButton href={url}>{m.refund_letter_dispute_button()}</LetterButton>
    </LetterLayout>
  );
}

DisputeOpened.PreviewProps = exampleDispute satisfies Props;
