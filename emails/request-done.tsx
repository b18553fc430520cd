import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterLayout, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  number: z.int(),
  title: z.string(),
  requesterName: z.string(),
  mspName: z.string(),
  url: z.url(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ number, title }: Props): string {
  return m.desk_letter_done_subject({ number, title });
}

/** To who asked: it is done, and what to do if it is not. */
export default function RequestDone(request: Props) {
  return (
    <LetterLayout
      preview={request.title}
      heading={m.desk_letter_done_heading()}
      mspName={request.mspName}
      foot={m.desk_letter_done_foot()}
    >
      <LetterText>
        {m.desk_letter_done_text({
          name: request.requesterName,
          msp: request.mspName,
          number: request.number,
          title: request.title,
        })}
      </LetterText>
      <LetterText>{m.desk_letter_done_again()}</LetterText>
      <LetterButton href={request.url}>{m.desk_letter_done_button()}</LetterButton>
    </LetterLayout>
  );
}

RequestDone.PreviewProps = {
  number: 1042,
  title: "Outlook op de nieuwe kassa",
  requesterName: "Tom de Boer",
  mspName: "Helder IT",
  url: "https://portal.example/requests/1",
} satisfies Props;
