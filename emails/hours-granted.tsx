import { z } from "zod";

import { day } from "#app/platform/day.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterFacts, LetterLayout, LetterQuote, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({ name: z.string(), mspName: z.string(), minutes: z.int(), reason: z.string(), lastDay: z.string().nullable(), balanceMinutes: z.int(), url: z.url() });
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ minutes, mspName }: Props): string {
  return m.care_letter_granted_subject({ minutes: formatMinutes(minutes), msp: mspName });
}

/** To who may buy: hours were given, why, until when, and what is there now. */
export default function HoursGranted(letter: Props) {
  const { name, mspName, minutes, reason, lastDay, balanceMinutes, url } = letter;
  return (
    <LetterLayout preview={reason} heading={subject(letter)} mspName={mspName} foot={m.care_letter_low_foot({ msp: mspName })}>
      <LetterText>{m.care_letter_granted_text({ name, msp: mspName })}</LetterText>
      <LetterQuote>{reason}</LetterQuote>
      <LetterFacts
        rows={[
          { term: m.care_letter_given(), value: formatMinutes(minutes) },
          { term: m.care_letter_valid(), value: lastDay ? formatDay(day(lastDay)) : m.care_forever() },
          { term: m.care_letter_balance(), value: formatMinutes(balanceMinutes), strong: true },
        ]}
      />
      <LetterButton href={url}>{m.care_letter_see_hours()}</LetterButton>
    </LetterLayout>
  );
}

HoursGranted.PreviewProps = {
  name: "Petra", mspName: "Helder IT", minutes: 60, reason: "De storing van maandag duurde te lang.", lastDay: "2027-05-31", balanceMinutes: 280, url: "https://portal.example/hours?view=ledger",
} satisfies Props;
