import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterLayout, LetterQuote, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  number: z.int(),
  title: z.string(),
  description: z.string(),
  clientName: z.string(),
  requesterName: z.string(),
  mspName: z.string(),
  url: z.url(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ number, title, clientName }: Props): string {
  return m.desk_letter_received_subject({ number, title, client: clientName });
}

/** To the MSP: a client asks something. */
export default function RequestReceived(request: Props) {
  return (
    <LetterLayout
      preview={request.title}
      heading={m.desk_letter_received_heading({ client: request.clientName })}
      mspName={request.mspName}
      foot={m.desk_letter_received_foot()}
    >
      <LetterText>
        {m.desk_letter_received_text({
          name: request.requesterName,
          number: request.number,
          title: request.title,
        })}
      </LetterText>
      {request.description && <LetterQuote>{request.description}</LetterQuote>}
      <LetterButton href={request.url}>{m.desk_letter_received_button()}</LetterButton>
    </LetterLayout>
  );
}

RequestReceived.PreviewProps = {
  number: 1042,
  title: "Outlook op de nieuwe kassa",
  description: "De kassa in de winkel toont geen mail meer.",
  clientName: "Bakkerij Jansen",
  requesterName: "Tom de Boer",
  mspName: "Helder IT",
  url: "https://portal.example/staff/requests/1",
} satisfies Props;
