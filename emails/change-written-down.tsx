import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterFacts, LetterLayout, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  number: z.int(),
  title: z.string(),
  /** Who of the MSP wrote the request down. */
  writtenBy: z.string(),
  mspName: z.string(),
  answers: z.array(z.object({ label: z.string(), text: z.string() })),
  url: z.url(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ number, title }: Props): string {
  return m.change_letter_written_subject({ number, title });
}

/** To the person in whose name staff wrote down a request: what it asks, and what to do if they did not ask it. */
export default function ChangeWrittenDown(change: Props) {
  return (
    <LetterLayout
      preview={change.title}
      heading={m.change_letter_written_heading()}
      mspName={change.mspName}
      foot={m.desk_letter_done_foot()}
    >
      <LetterText>{m.query_letter_hello({ name: change.name })}</LetterText>
      <LetterText>
        {m.change_letter_written_text({
          by: change.writtenBy,
          msp: change.mspName,
          title: change.title,
        })}
      </LetterText>
      <LetterFacts rows={change.answers.map(({ label, text }) => ({ term: label, value: text }))} />
      <LetterText>{m.change_letter_written_not_you({ msp: change.mspName })}</LetterText>
      <LetterButton href={change.url}>{m.change_letter_refused_button()}</LetterButton>
    </LetterLayout>
  );
}

ChangeWrittenDown.PreviewProps = {
  name: "Tom de Boer",
  number: 1042,
  title: "Toegang vragen: Tom de Boer · Recepten (map)",
  writtenBy: "Daan Visser",
  mspName: "Helder IT",
  answers: [{ label: "Waartoe?", text: "Recepten (map)" }],
  url: "https://portal.example/requests/1",
} satisfies Props;
