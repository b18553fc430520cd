import { z } from "zod";

import { day } from "#app/platform/day.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { clientOf } from "#emails/for-client.ts";
import { LetterButton, LetterFacts, LetterLayout, LetterQuote, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  clientName: z.string().optional(),
  minutes: z.int(),
  reason: z.string(),
  balanceMinutes: z.int(),
  url: z.url(),
  /** Null: for ever. Not said: blocks with days of their own. */
  lastDay: z.string().nullable().optional(),
  /** Hours that the client had elsewhere already; the reason is what the file names them. */
  imported: z.boolean().default(false),
});
type Props = z.output<typeof props>;

/** What the mailbox shows. */
export function subject({ minutes, mspName, imported }: Props): string {
  if (imported) return m.manage_letter_imported_subject({ minutes: formatMinutes(minutes) });
  return m.manage_letter_granted_subject({ minutes: formatMinutes(minutes), msp: mspName });
}

/** To who may buy: hours were given or brought over, why, until when, and what is there now. */
export default function HoursGranted(letter: Props) {
  const { name, mspName, minutes, reason, lastDay, balanceMinutes, url, imported } = letter;
  return (
    <LetterLayout
      preview={reason || subject(letter)}
      heading={subject(letter)}
      mspName={mspName}
      foot={m.manage_letter_low_foot({ client: clientOf(letter) })}
    >
      <LetterText>
        {imported
          ? m.manage_letter_imported_text({ name, msp: mspName })
          : m.manage_letter_granted_text({ name, msp: mspName })}
      </LetterText>
      {reason && <LetterQuote>{reason}</LetterQuote>}
      <LetterFacts
        rows={[
          { term: m.manage_letter_given(), value: formatMinutes(minutes) },
          ...(lastDay === undefined
            ? []
            : [
                {
                  term: m.manage_letter_valid(),
                  value: lastDay ? formatDay(day(lastDay)) : m.manage_forever(),
                },
              ]),
          { term: m.manage_letter_balance(), value: formatMinutes(balanceMinutes), strong: true },
        ]}
      />
      <LetterButton href={url}>{m.manage_letter_see_hours()}</LetterButton>
    </LetterLayout>
  );
}

HoursGranted.PreviewProps = {
  name: "Petra",
  mspName: "Helder IT",
  clientName: "Bakkerij Jansen",
  minutes: 60,
  reason: "De storing van maandag duurde te lang.",
  lastDay: "2027-05-31",
  balanceMinutes: 280,
  url: "https://portal.example/hours?view=ledger",
  imported: false,
} satisfies Props;
