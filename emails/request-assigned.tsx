import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterLayout, LetterQuote, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  number: z.int(),
  title: z.string(),
  clientName: z.string(),
  /** The colleague who handed it over. */
  by: z.string(),
  /** Their internal note; empty for none. */
  note: z.string(),
  mspName: z.string(),
  url: z.url(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ number, title }: Props): string {
  return m.queue_letter_assigned_subject({ number, title });
}

/** To an engineer: a colleague handed a request over to them. */
export default function RequestAssigned(request: Props) {
  return (
    <LetterLayout
      preview={request.title}
      heading={m.queue_letter_assigned_heading()}
      mspName={request.mspName}
      foot={m.queue_letter_foot_assigned()}
    >
      <LetterText>{m.identity_letter_greeting({ name: request.name })}</LetterText>
      <LetterText>
        {m.queue_letter_assigned_text({
          by: request.by,
          number: request.number,
          title: request.title,
          client: request.clientName,
        })}
      </LetterText>
      {request.note && <LetterQuote>{request.note}</LetterQuote>}
      <LetterButton href={request.url}>{m.queue_letter_comment_button()}</LetterButton>
    </LetterLayout>
  );
}

RequestAssigned.PreviewProps = {
  name: "Iris Bakker",
  number: 1042,
  title: "Outlook op de nieuwe kassa",
  clientName: "Bakkerij Jansen",
  by: "Daan Visser",
  note: "De kassa staat al uit; alleen het account moet nog om.",
  mspName: "Helder IT",
  url: "https://portal.example/staff/requests/1",
} satisfies Props;
