import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterLayout, LetterQuote, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  clientName: z.string(),
  title: z.string(),
  number: z.int(),
  url: z.url(),
  end: z.enum(["declined", "withdrawn", "expired"]),
  /** Who declined it, and why. */
  who: z.string().nullable(),
  reason: z.string().nullable(),
});
type Props = z.infer<typeof props>;

const subjects = {
  declined: m.agreements_letter_declined_subject,
  withdrawn: m.agreements_letter_withdrawn_subject,
  expired: m.agreements_letter_expired_subject,
} satisfies Record<Props["end"], (inputs: { title: string; number: number }) => string>;

/** What the mailbox shows. */
export function subject({ end, title, number }: Props): string {
  return subjects[end]({ title, number });
}

/** To everybody concerned: an agreement ended without all signatures. */
export default function AgreementEnded(props: Props) {
  const { name, mspName, clientName, title, number, url, end, who, reason } = props;
  const facts = { name, title, number, client: clientName };
  const texts = {
    declined: m.agreements_letter_declined_text({ ...facts, who: who ?? "" }),
    withdrawn: m.agreements_letter_withdrawn_text({ ...facts, msp: mspName }),
    expired: m.agreements_letter_expired_text(facts),
  };
  return (
    <LetterLayout
      preview={texts[end]}
      heading={subject(props)}
      mspName={mspName}
      foot={m.agreements_letter_ended_foot()}
    >
      <LetterText>{texts[end]}</LetterText>
      {reason && <LetterQuote>{reason}</LetterQuote>}
      <LetterButton href={url}>{m.agreements_letter_ended_button()}</LetterButton>
    </LetterLayout>
  );
}

AgreementEnded.PreviewProps = {
  name: "Noor Smit",
  mspName: "Helder IT",
  clientName: "Bakkerij Jansen",
  title: "Voorwaarden strippenkaart",
  number: 12,
  url: "https://portal.example/staff/agreements/1",
  end: "declined",
  who: "Petra Jansen",
  reason: "De opzegtermijn is te lang.",
} satisfies Props;
