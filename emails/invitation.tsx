import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";

import { LetterButton, LetterLayout, LetterText } from "./letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  inviter: z.string(),
  place: z.string(),
  mspName: z.string(),
  link: z.url(),
});
type Props = z.infer<typeof props>;

/** The letter's subject. */
export function subject({ place }: Props): string {
  return m.identity_letter_invitation_subject({ place });
}

/** Invites somebody to make an account. */
export default function Invitation({ name, inviter, place, mspName, link }: Props) {
  return (
    <LetterLayout
      preview={m.identity_letter_invitation_preview({ inviter })}
      heading={m.identity_letter_invitation_heading({ name })}
      mspName={mspName}
      foot={m.identity_letter_invitation_foot()}
    >
      <LetterText>
        {place === mspName
          ? m.identity_letter_invitation_staff({ inviter, msp: mspName })
          : m.identity_letter_invitation_text({ inviter, place, msp: mspName })}
      </LetterText>
      <LetterButton href={link}>{m.identity_letter_invitation_button()}</LetterButton>
      <LetterText>{m.identity_letter_invitation_days()}</LetterText>
    </LetterLayout>
  );
}

Invitation.PreviewProps = {
  name: "Petra Jansen",
  inviter: "Iris Bakker",
  place: "Bakkerij Jansen",
  mspName: "Helder IT",
  link: "http://localhost:3000/invitation/example",
} satisfies Props;
