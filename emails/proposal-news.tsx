import { z } from "zod";

import { day } from "#app/platform/day.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterLayout, LetterQuote, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  clientName: z.string(),
  kind: z.enum([
    "sent",
    "answered",
    "signed",
    "active",
    "cancelled",
    "cancelled-closing",
    "report",
    "accepted",
    "declined",
    "asked",
    "waiting",
    "report-staff",
    "moved",
    "started",
    "vat-kept",
    "unpaid-kept",
    "approval-asked",
    "approval-given",
    "approval-refused",
  ]),
  proposal: z.string(),
  /** What somebody said; the number of days of a report; the day on which a contract starts. */
  words: z.string(),
  url: z.url(),
});
type Props = z.infer<typeof props>;

const words = {
  sent: { subject: m.conversion_letter_sent_subject, text: m.conversion_letter_sent },
  answered: { subject: m.conversion_letter_answered_subject, text: m.conversion_letter_answered },
  signed: { subject: m.conversion_letter_signed_subject, text: m.conversion_letter_signed },
  active: { subject: m.conversion_letter_active_subject, text: m.conversion_letter_active },
  cancelled: { subject: m.conversion_letter_cancelled_subject, text: m.conversion_letter_cancelled },
  "cancelled-closing": {
    subject: m.conversion_letter_cancelled_subject,
    text: m.conversion_letter_cancelled_closing,
  },
  report: { subject: m.conversion_letter_report_subject, text: m.conversion_letter_report },
  accepted: { subject: m.conversion_letter_accepted_subject, text: m.conversion_letter_accepted },
  declined: { subject: m.conversion_letter_declined_subject, text: m.conversion_letter_declined },
  asked: { subject: m.conversion_letter_asked_subject, text: m.conversion_letter_asked },
  waiting: { subject: m.conversion_letter_waiting_subject, text: m.conversion_letter_waiting },
  "report-staff": {
    subject: m.conversion_letter_report_staff_subject,
    text: m.conversion_letter_report_staff,
  },
  moved: { subject: m.conversion_letter_moved_subject, text: m.conversion_letter_moved },
  started: { subject: m.conversion_letter_started_subject, text: m.conversion_letter_started },
  "vat-kept": { subject: m.conversion_letter_vat_kept_subject, text: m.conversion_letter_vat_kept },
  "unpaid-kept": {
    subject: m.conversion_letter_unpaid_kept_subject,
    text: m.conversion_letter_unpaid_kept,
  },
  "approval-asked": {
    subject: m.conversion_letter_approval_asked_subject,
    text: m.conversion_letter_approval_asked,
  },
  "approval-given": {
    subject: m.conversion_letter_approval_given_subject,
    text: m.conversion_letter_approval_given,
  },
  "approval-refused": {
    subject: m.conversion_letter_approval_refused_subject,
    text: m.conversion_letter_approval_refused,
  },
} satisfies Record<Props["kind"], object>;

const quoted: readonly Props["kind"][] = [
  "answered",
  "declined",
  "asked",
  "approval-given",
  "approval-refused",
];

const dated: readonly Props["kind"][] = ["moved", "started"];

/** What the mailbox shows. */
export function subject({ kind, proposal, clientName: client }: Props): string {
  return words[kind].subject({ proposal, client });
}

/** To the client's buyers or to the MSP's people: what happened with a proposal, and where it stands. */
export default function ProposalNews(letter: Props) {
  const { name, mspName, clientName: client, kind, words: said, url } = letter;
  const text = words[kind].text({ name, client, words: dated.includes(kind) ? formatDay(day(said)) : said });
  return (
    <LetterLayout
      preview={text}
      heading={subject(letter)}
      mspName={mspName}
      foot={m.conversion_letter_foot({ client })}
    >
      <LetterText>{text}</LetterText>
      {quoted.includes(kind) && said !== "" && <LetterQuote>{said}</LetterQuote>}
      <LetterButton href={url}>{m.conversion_letter_button()}</LetterButton>
    </LetterLayout>
  );
}

ProposalNews.PreviewProps = {
  name: "Petra",
  mspName: "Helder IT",
  clientName: "Bakkerij Jansen",
  kind: "answered",
  proposal: "Werkplekbeheer",
  words: "Ja, de kassa’s tellen mee als werkplek.",
  url: "https://portal.example/proposals/1",
} satisfies Props;
