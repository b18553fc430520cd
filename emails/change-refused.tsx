import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterLayout, LetterQuote, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  number: z.int(),
  title: z.string(),
  mspName: z.string(),
  /** Who refused; empty where nobody approved in time. */
  refusedBy: z.string(),
  reason: z.string(),
  url: z.url(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ number, title }: Props): string {
  return m.change_letter_refused_subject({ number, title });
}

/** To who asked: it was refused, by whom and why, or nobody approved it in time. */
export default function ChangeRefused(change: Props) {
  return (
    <LetterLayout
      preview={change.title}
      heading={m.change_letter_refused_heading()}
      mspName={change.mspName}
      foot={m.desk_letter_done_foot()}
    >
      <LetterText>{m.query_letter_hello({ name: change.name })}</LetterText>
      <LetterText>
        {change.refusedBy === ""
          ? m.change_letter_expired_text({ title: change.title })
          : m.change_letter_refused_text({ name: change.refusedBy, title: change.title })}
      </LetterText>
      {change.reason && <LetterQuote>{change.reason}</LetterQuote>}
      <LetterText>{m.change_letter_refused_again()}</LetterText>
      <LetterButton href={change.url}>{m.change_letter_refused_button()}</LetterButton>
    </LetterLayout>
  );
}

ChangeRefused.PreviewProps = {
  name: "Tom de Boer",
  number: 1042,
  title: "Toegang vragen: Tom de Boer · Recepten (map)",
  mspName: "Helder IT",
  refusedBy: "Petra Jansen",
  reason: "Vraag het na de kerst nog eens.",
  url: "https://portal.example/requests/1",
} satisfies Props;
