import { z } from "zod";

import { signUntilWords } from "#app/agreements/words.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterLayout, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  company: z.string(),
  title: z.string(),
  number: z.int(),
  url: z.url(),
  expiresAt: z.iso.datetime().nullable(),
  zone: z.string(),
  reminder: z.boolean(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ title, number, reminder }: Props): string {
  return reminder
    ? m.agreements_letter_reminder_subject({ title, number })
    : m.agreements_letter_sign_subject({ title, number });
}

/** To somebody who is to sign: what, for whom, and until when. */
export default function AgreementToSign(props: Props) {
  const { name, mspName, company, title, number, url, expiresAt, zone } = props;
  const text = m.agreements_letter_sign_text({ name, msp: mspName, title, number, company });
  return (
    <LetterLayout
      preview={text}
      heading={subject(props)}
      mspName={mspName}
      foot={m.agreements_letter_sign_foot({ company })}
    >
      <LetterText>{text}</LetterText>
      <LetterText>{m.agreements_letter_sign_how()}</LetterText>
      {expiresAt && <LetterText>{signUntilWords(new Date(expiresAt), zone)}</LetterText>}
      <LetterButton href={url}>{m.agreements_letter_sign_button()}</LetterButton>
    </LetterLayout>
  );
}

AgreementToSign.PreviewProps = {
  name: "Petra Jansen",
  mspName: "Helder IT",
  company: "Bakkerij Jansen B.V.",
  title: "Voorwaarden strippenkaart",
  number: 12,
  url: "https://portal.example/agreements/1",
  expiresAt: "2026-12-14T11:00:00.000Z",
  zone: "Europe/Amsterdam",
  reminder: false,
} satisfies Props;
