import { z } from "zod";

import { extensionWords } from "#app/hours/adjustments/extension-words.ts";
import { day } from "#app/platform/day.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { clientOf } from "#emails/for-client.ts";
import { LetterButton, LetterFacts, LetterLayout, LetterQuote, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  clientName: z.string().optional(),
  kind: z.enum(["taken", "extended", "moved-away", "moved-here"]),
  minutes: z.int(),
  reason: z.string(),
  /** The block that lives on, and its new last day; null for what lives on in none. */
  block: z.int().nullable(),
  lastDay: z.string().nullable(),
  /** The block that was extended, and how much of it had lapsed by then. */
  extendedBlock: z.int().nullable().default(null),
  revivedMinutes: z.int().default(0),
  balanceMinutes: z.int(),
  url: z.url(),
});
type Props = z.infer<typeof props>;

const words = {
  taken: {
    subject: m.manage_letter_taken_subject,
    text: m.manage_letter_taken_text,
    what: m.manage_letter_taken,
  },
  extended: {
    subject: m.manage_letter_extended_subject,
    text: m.manage_letter_extended_text,
    what: m.manage_letter_kept,
  },
  "moved-away": {
    subject: m.manage_letter_moved_away_subject,
    text: m.manage_letter_moved_away_text,
    what: m.manage_letter_moved,
  },
  "moved-here": {
    subject: m.manage_letter_moved_here_subject,
    text: m.manage_letter_moved_here_text,
    what: m.manage_letter_moved,
  },
} satisfies Record<Props["kind"], object>;

/** What the mailbox shows. */
export function subject({ kind, minutes, revivedMinutes }: Props): string {
  if (kind === "extended" && revivedMinutes === minutes)
    return m.manage_letter_revived_subject({ minutes: formatMinutes(minutes) });
  return words[kind].subject({ minutes: formatMinutes(minutes) });
}

/** To who may buy: what the MSP changed about their hours, why, and what is there now. */
export default function HoursAdjusted(letter: Props) {
  const { name, mspName, kind, minutes, reason, lastDay, revivedMinutes, balanceMinutes, url } = letter;
  return (
    <LetterLayout
      preview={reason}
      heading={subject(letter)}
      mspName={mspName}
      foot={m.manage_letter_low_foot({ client: clientOf(letter) })}
    >
      <LetterText>{words[kind].text({ name, msp: mspName, what: extended(letter) })}</LetterText>
      <LetterQuote>{reason}</LetterQuote>
      <LetterFacts
        rows={[
          { term: words[kind].what(), value: formatMinutes(minutes) },
          ...(revivedMinutes === 0
            ? []
            : [{ term: m.manage_letter_revived(), value: formatMinutes(revivedMinutes) }]),
          ...(lastDay === null ? [] : [{ term: m.manage_letter_valid(), value: formatDay(day(lastDay)) }]),
          { term: m.manage_letter_balance(), value: formatMinutes(balanceMinutes), strong: true },
        ]}
      />
      <LetterButton href={url}>{m.manage_letter_see_hours()}</LetterButton>
    </LetterLayout>
  );
}

/** Which block was extended until when; a letter that was written before it said so speaks of the new block alone. */
function extended({ extendedBlock, block, lastDay, minutes, revivedMinutes }: Props): string {
  if (lastDay === null || block === null) return "";
  return extensionWords({
    lotId: extendedBlock ?? block,
    intoLotId: block,
    until: day(lastDay),
    minutes,
    revivedMinutes,
  });
}

HoursAdjusted.PreviewProps = {
  name: "Petra",
  mspName: "Helder IT",
  clientName: "Bakkerij Jansen",
  kind: "extended",
  minutes: 90,
  reason: "Jullie waren dicht wegens verbouwing.",
  block: 2,
  lastDay: "2027-05-31",
  extendedBlock: 1,
  revivedMinutes: 30,
  balanceMinutes: 280,
  url: "https://portal.example/hours?view=ledger",
} satisfies Props;
