import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterLayout, LetterQuote, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  number: z.int(),
  title: z.string(),
  mspName: z.string(),
  news: z.enum(["approved", "scheduled", "in-effect", "waiting", "merged", "withdrawn"]),
  /** The day or hour of something that is scheduled, in words by the client's clock; who withdrew; the number and title that it was merged into. */
  about: z.string(),
  /** What a colleague of the MSP wrote with it; empty for nothing. */
  words: z.string(),
  url: z.url(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ news, number, title }: Props): string {
  return subjects[news]({ number, title });
}

const subjects = {
  approved: m.queue_letter_approved_subject,
  scheduled: m.queue_letter_scheduled_subject,
  "in-effect": m.queue_letter_effect_subject,
  waiting: m.queue_letter_waiting_subject,
  merged: m.queue_letter_merged_subject,
  withdrawn: m.queue_letter_withdrawn_subject,
} satisfies Record<Props["news"], (of: { number: number; title: string }) => string>;

const texts: Record<Props["news"], (news: Props) => string> = {
  approved: ({ title, mspName }) => m.queue_letter_approved_text({ title, msp: mspName }),
  scheduled: ({ title, about }) => m.queue_letter_scheduled_text({ title, on: about }),
  "in-effect": ({ title, mspName }) => m.queue_letter_effect_text({ title, msp: mspName }),
  waiting: ({ title, mspName }) => m.queue_letter_waiting_text({ title, msp: mspName }),
  merged: ({ title, about }) => m.queue_letter_merged_text({ title, into: about }),
  withdrawn: ({ title, about }) => m.queue_letter_withdrawn_text({ title, name: about }),
};

/** How a request goes on: to who asked, or for one that was withdrawn to who had been asked to approve it. */
export default function RequestNews(news: Props) {
  return (
    <LetterLayout
      preview={news.title}
      heading={subject(news)}
      mspName={news.mspName}
      foot={m.queue_letter_foot_news()}
    >
      <LetterText>{m.identity_letter_greeting({ name: news.name })}</LetterText>
      <LetterText>{texts[news.news](news)}</LetterText>
      {news.words && <LetterQuote>{news.words}</LetterQuote>}
      <LetterButton href={news.url}>{m.queue_letter_comment_button()}</LetterButton>
    </LetterLayout>
  );
}

RequestNews.PreviewProps = {
  name: "Tom de Boer",
  number: 1042,
  title: "Outlook op de nieuwe kassa",
  mspName: "Helder IT",
  news: "merged",
  about: "#1040 Kassa start niet",
  words: "We lossen beide in één keer op.",
  url: "https://portal.example/requests/1",
} satisfies Props;
