import { z } from "zod";

import { day } from "#app/platform/day.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterLayout, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  clientName: z.string(),
  /** Asked for the second time this quarter. */
  again: z.boolean(),
  quarterEndsOn: z.iso.date(),
  /** Where people and rights are confirmed; null for what is done. */
  rosterUrl: z.url().nullable(),
  rightsUrl: z.url().nullable(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ again, quarterEndsOn }: Props): string {
  const given = { day: formatDay(day(quarterEndsOn)) };
  return again ? m.people_letter_confirm_subject_again(given) : m.people_letter_confirm_subject(given);
}

/** To a client's managers, when a quarter begins and once more: who works there and who may reach what is to be confirmed. */
export default function PeopleConfirm({ name, mspName, clientName, again, rosterUrl, rightsUrl }: Props) {
  const given = { name, client: clientName };
  const text = again ? m.people_letter_confirm_text_again(given) : m.people_letter_confirm_text(given);
  return (
    <LetterLayout
      preview={text}
      heading={m.people_letter_confirm_heading()}
      mspName={mspName}
      foot={m.people_letter_confirm_foot({ msp: mspName })}
    >
      <LetterText>{text}</LetterText>
      {rosterUrl && (
        <>
          <LetterText>{m.people_confirm_for_you()}</LetterText>
          <LetterButton href={rosterUrl}>{m.people_attest_title()}</LetterButton>
        </>
      )}
      {rightsUrl && (
        <>
          <LetterText>{m.people_confirm_for_you_rights()}</LetterText>
          <LetterButton href={rightsUrl}>{m.people_review_title()}</LetterButton>
        </>
      )}
    </LetterLayout>
  );
}

PeopleConfirm.PreviewProps = {
  name: "Joris Prins",
  mspName: "Helder IT",
  clientName: "Atelier Noord",
  again: false,
  quarterEndsOn: "2026-12-31",
  rosterUrl: "https://portal.example/employees/attest",
  rightsUrl: "https://portal.example/access/review",
} satisfies Props;
