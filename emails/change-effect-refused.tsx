import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterLayout, LetterQuote, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  number: z.int(),
  title: z.string(),
  clientName: z.string(),
  /** Why the records refused it, in words. */
  why: z.string(),
  /** Whether it is about somebody who leaves, whose access ended all the same. */
  accessEnded: z.boolean(),
  mspName: z.string(),
  url: z.url(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ number, title }: Props): string {
  return m.change_letter_effect_subject({ number, title });
}

/** To the MSP: what a client asked could not be recorded at its hour, why, and what to do. */
export default function ChangeEffectRefused(change: Props) {
  return (
    <LetterLayout
      preview={change.title}
      heading={m.change_letter_effect_heading()}
      mspName={change.mspName}
      foot={m.desk_letter_received_foot()}
    >
      <LetterText>
        {m.change_letter_effect_text({ client: change.clientName, title: change.title })}
      </LetterText>
      <LetterQuote>{change.why}</LetterQuote>
      {change.accessEnded && <LetterText>{m.change_letter_effect_access()}</LetterText>}
      <LetterText>{m.change_letter_effect_next()}</LetterText>
      <LetterButton href={change.url}>{m.desk_letter_received_button()}</LetterButton>
    </LetterLayout>
  );
}

ChangeEffectRefused.PreviewProps = {
  number: 1042,
  title: "Medewerker vertrekt: Tom de Boer",
  clientName: "Bakkerij Jansen",
  why: "De laatste dag ligt voor de eerste.",
  accessEnded: true,
  mspName: "Helder IT",
  url: "https://portal.example/staff/requests/1",
} satisfies Props;
