import { z } from "zod";

import { day } from "#app/platform/day.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterLayout, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  number: z.int(),
  title: z.string(),
  mspName: z.string(),
  /** The day on which it ends without an answer. */
  expiresOn: z.iso.date(),
  /** Who may still approve it; none where the MSP does. */
  approvers: z.array(z.string()),
  url: z.url(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ number, title }: Props): string {
  return m.change_letter_expiring_subject({ number, title });
}

/** To who asked, once, before a request ends because nobody approved it. */
export default function ChangeExpiring(change: Props) {
  return (
    <LetterLayout
      preview={change.title}
      heading={m.change_letter_expiring_heading()}
      mspName={change.mspName}
      foot={m.desk_letter_done_foot()}
    >
      <LetterText>{m.query_letter_hello({ name: change.name })}</LetterText>
      <LetterText>
        {m.change_letter_expiring_text({ title: change.title, day: formatDay(day(change.expiresOn)) })}
      </LetterText>
      <LetterText>
        {m.change_letter_expiring_who({
          names: change.approvers.length > 0 ? change.approvers.join(", ") : change.mspName,
        })}
      </LetterText>
      <LetterButton href={change.url}>{m.change_letter_refused_button()}</LetterButton>
    </LetterLayout>
  );
}

ChangeExpiring.PreviewProps = {
  name: "Tom de Boer",
  number: 1042,
  title: "Toegang vragen: Tom de Boer · Recepten (map)",
  mspName: "Helder IT",
  expiresOn: "2026-12-04",
  approvers: ["Petra Jansen"],
  url: "https://portal.example/requests/1",
} satisfies Props;
