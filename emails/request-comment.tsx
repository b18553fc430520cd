import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterLayout, LetterQuote, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  number: z.int(),
  title: z.string(),
  body: z.string(),
  /** What became of the request together with the answer. */
  then: z.enum(["waiting", "done"]).nullable(),
  forStaff: z.boolean(),
  /** Names of the files that came along; they are fetched in the portal. */
  files: z.array(z.string()).default([]),
  /** Null: the MSP's mailbox, which has no name. */
  name: z.string().nullable(),
  authorName: z.string(),
  mspName: z.string(),
  url: z.url(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ number, title }: Props): string {
  return m.queue_letter_comment_subject({ number, title });
}

/** To who asked or to who works on it: somebody of the other side wrote. */
export default function RequestComment(comment: Props) {
  return (
    <LetterLayout
      preview={comment.body.slice(0, 100)}
      heading={m.queue_letter_comment_heading({ name: comment.authorName })}
      mspName={comment.mspName}
      foot={comment.forStaff ? m.queue_letter_foot_staff() : m.queue_letter_foot_client()}
    >
      {comment.name !== null && <LetterText>{m.identity_letter_greeting({ name: comment.name })}</LetterText>}
      <LetterText>{m.queue_letter_comment_text({ number: comment.number, title: comment.title })}</LetterText>
      <LetterQuote>{comment.body}</LetterQuote>
      {comment.files.length > 0 && (
        <LetterText>{m.files_letter({ names: comment.files.join(", ") })}</LetterText>
      )}
      {comment.then === "waiting" && <LetterText>{m.queue_letter_comment_waits()}</LetterText>}
      {comment.then === "done" && <LetterText>{m.queue_letter_comment_done()}</LetterText>}
      <LetterButton href={comment.url}>{m.queue_letter_comment_button()}</LetterButton>
    </LetterLayout>
  );
}

RequestComment.PreviewProps = {
  number: 1042,
  title: "Outlook op de nieuwe kassa",
  body: "Welke kassa is het: die vooraan of die achteraan?",
  then: "waiting",
  forStaff: false,
  files: ["bonnetje.jpg"],
  name: "Tom de Boer",
  authorName: "Daan Visser",
  mspName: "Helder IT",
  url: "https://portal.example/requests/1",
} satisfies Props;
