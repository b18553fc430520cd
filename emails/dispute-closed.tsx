import type { z } from "zod";

import { formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterLayout, LetterText } from "#emails/letter-layout.tsx";
import { disputeLetter, exampleDispute } from "#emails/reversal-facts.ts";

export const props = disputeLetter;
type Props = z.infer<typeof props>;

const words = {
  won: { subject: m.refund_letter_won_subject, text: m.refund_letter_won_text },
  lost: { subject: m.refund_letter_lost_subject, text: m.refund_letter_lost_text },
  closed: { subject: m.refund_letter_closed_subject, text: m.refund_letter_closed_text },
};
const wordsOf = (state: string) => (state === "won" || state === "lost" ? words[state] : words.closed);

/** What the mailbox shows. */
export function subject({ clientName: client, amountMinor, currency, state }: Props): string {
  return wordsOf(state).subject({ client, amount: formatMoney(amountMinor, currency) });
}

/** To the MSP's owner and finance: how a dispute ended, and what that does to the hours. */
export default function DisputeClosed(letter: Props) {
  const { name, mspName, url, clientName: client, state } = letter;
  const text = wordsOf(state).text({ name, client });
  return (
    <LetterLayout
      preview={text}
      heading={subject(letter)}
      mspName={mspName}
      foot={m.refund_letter_dispute_foot({ msp: mspName })}
    >
      <LetterText>{text}</LetterText>
      <LetterButton href={url}>{m.refund_letter_dispute_button()}</LetterButton>
    </LetterLayout>
  );
}

DisputeClosed.PreviewProps = { ...exampleDispute, state: "won" } satisfies Props;
