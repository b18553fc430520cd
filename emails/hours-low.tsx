import { z } from "zod";

import { day } from "#app/platform/day.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterFacts, LetterLayout, LetterLink, LetterText } from "#emails/letter-layout.tsx";
import { LetterStrips } from "#emails/letter-strips.tsx";

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  clientName: z.string(),
  balanceMinutes: z.int(),
  levelMinutes: z.int(),
  /** What the blocks of the balance hold in all; null before the first one. */
  cardMinutes: z.int().nullable().default(null),
  emptyOn: z.string().nullable(),
  perMonthMinutes: z.int().nullable(),
  /** At this pace some hours are still there when they expire. */
  lapses: z.boolean().default(false),
  /** Blocks are added by themselves: nobody has to buy. */
  topsUp: z.boolean().default(false),
  /** For the MSP's people: the client's page. For the client's people: where to buy, and where to have it done by itself. */
  staffUrl: z.url().nullable(),
  links: z.object({ buyUrl: z.url(), topUpUrl: z.url().nullable() }).nullable(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ clientName, balanceMinutes, staffUrl }: Props): string {
  if (staffUrl)
    return m.manage_letter_low_staff_subject({ client: clientName, minutes: formatMinutes(balanceMinutes) });
  return balanceMinutes < 0
    ? m.manage_letter_low_below_subject({ minutes: formatMinutes(-balanceMinutes) })
    : m.manage_letter_low_subject({ minutes: formatMinutes(balanceMinutes) });
}

/** To who wanted to know: what is left, until when at this pace, and what can be done. */
export default function HoursLow(letter: Props) {
  const {
    name,
    mspName,
    clientName,
    balanceMinutes,
    cardMinutes,
    levelMinutes,
    staffUrl,
    links,
    topsUp,
    perMonthMinutes,
  } = letter;
  const outlook = outlookWords(letter);
  return (
    <LetterLayout
      preview={outlook}
      heading={subject(letter)}
      mspName={mspName}
      foot={staffUrl ? m.manage_letter_low_staff_foot() : m.manage_letter_low_foot({ client: clientName })}
    >
      <LetterText>
        {m.manage_letter_low_text({ name, level: formatMinutes(levelMinutes), client: clientName })}
      </LetterText>
      <LetterFacts
        rows={[
          { term: m.manage_letter_balance(), value: formatMinutes(balanceMinutes), strong: true },
          ...(perMonthMinutes === null
            ? []
            : [{ term: m.manage_letter_pace(), value: formatMinutes(perMonthMinutes) }]),
        ]}
      />
      <LetterStrips balanceMinutes={balanceMinutes} totalMinutes={cardMinutes} />
      <LetterText>{outlook}</LetterText>
      {topsUp && <LetterText>{m.manage_letter_low_tops_up()}</LetterText>}
      {links && <LetterButton href={links.buyUrl}>{m.manage_letter_low_buy()}</LetterButton>}
      {links?.topUpUrl && (
        <LetterText>
          {m.manage_letter_low_top_up()}{" "}
          <LetterLink href={links.topUpUrl}>{m.manage_letter_low_top_up_link()}</LetterLink>
        </LetterText>
      )}
      {staffUrl && <LetterButton href={staffUrl}>{m.manage_letter_low_staff_button()}</LetterButton>}
    </LetterLayout>
  );
}

function outlookWords({ emptyOn, balanceMinutes, lapses, perMonthMinutes }: Props): string {
  if (emptyOn) return m.manage_letter_low_empty({ day: formatDay(day(emptyOn)) });
  if (balanceMinutes <= 0) return m.manage_letter_low_next_block();
  if (lapses) return m.manage_letter_low_lapses();
  return perMonthMinutes === null ? m.manage_letter_low_no_pace() : m.manage_letter_low_years();
}

HoursLow.PreviewProps = {
  name: "Petra",
  mspName: "Helder IT",
  clientName: "Bakkerij Jansen",
  balanceMinutes: 95,
  cardMinutes: 600,
  levelMinutes: 120,
  emptyOn: "2026-12-14",
  perMonthMinutes: 125,
  lapses: false,
  topsUp: false,
  staffUrl: null,
  links: { buyUrl: "https://portal.example/buy", topUpUrl: "https://portal.example/top-up" },
} satisfies Props;
