import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";

import { LetterButton, LetterLayout, LetterText } from "./letter-layout.tsx";

export const props = z.object({ name: z.string(), mspName: z.string(), link: z.url() });
type Props = z.infer<typeof props>;

/** The letter's subject. */
export function subject(): string {
  return m.identity_letter_reset_subject();
}

/** Carries the link that sets a new password. */
export default function ResetPassword({ name, mspName, link }: Props) {
  return (
    <LetterLayout
      preview={m.identity_letter_reset_preview()}
      heading={m.identity_letter_greeting({ name })}
      mspName={mspName}
      foot={m.identity_letter_reset_foot()}
    >
      <LetterText>{m.identity_letter_reset_text()}</LetterText>
      <LetterButton href={link}>{m.identity_letter_reset_button()}</LetterButton>
    </LetterLayout>
  );
}

ResetPassword.PreviewProps = {
  name: "Petra Jansen",
  mspName: "Helder IT",
  link: "http://localhost:3000/reset/example",
} satisfies Props;
