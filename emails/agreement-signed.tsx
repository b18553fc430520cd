import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterFacts, LetterLayout, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  title: z.string(),
  number: z.int(),
  url: z.url(),
  signers: z.array(z.object({ name: z.string(), company: z.string() })),
  clientId: z.uuid(),
  agreementId: z.uuid(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ title, number }: Props): string {
  return m.agreements_letter_signed_subject({ title, number });
}

/** To all who signed: the sealed agreement, with what to keep it for. */
export default function AgreementSigned({ name, mspName, title, number, url, signers }: Props) {
  const text = m.agreements_letter_signed_text({ name, title, number });
  const checkUrl = new URL("/check-agreement", url).href;
  return (
    <LetterLayout
      preview={text}
      heading={m.agreements_letter_signed_heading()}
      mspName={mspName}
      foot={m.agreements_letter_signed_foot()}
    >
      <LetterText>{text}</LetterText>
      <LetterFacts rows={signers.map((signer) => ({ term: signer.name, value: signer.company }))} />
      <LetterText>{m.agreements_letter_signed_keep()}</LetterText>
      <LetterText>{m.agreements_letter_signed_check({ url: checkUrl })}</LetterText>
      <LetterButton href={url}>{m.agreements_letter_signed_button()}</LetterButton>
    </LetterLayout>
  );
}

AgreementSigned.PreviewProps = {
  name: "Petra Jansen",
  mspName: "Helder IT",
  title: "Voorwaarden strippenkaart",
  number: 12,
  url: "https://portal.example/agreements/1",
  signers: [
    { name: "Petra Jansen", company: "Bakkerij Jansen B.V." },
    { name: "Noor Smit", company: "Helder IT B.V." },
  ],
  clientId: "3b1c6c8e-5f0e-4a51-9c36-0a5d5f1f7f11",
  agreementId: "5d0a2c52-7c58-4f6e-8f0b-2a6a5f0a9c22",
} satisfies Props;
