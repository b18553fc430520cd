import { z } from "zod";

import { day } from "#app/platform/day.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterFacts, LetterLayout, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  contract: z.string(),
  how: z.enum(["announced", "withdrawn"]),
  from: z.iso.date(),
  reason: z.string(),
  /** What each line costs before and after, in the reader's words. */
  lines: z.array(z.object({ label: z.string(), before: z.string(), after: z.string() })),
  url: z.url(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ contract: what, how, from }: Props): string {
  const given = { what, day: formatDay(day(from)) };
  return how === "announced"
    ? m.contracts_letter_prices_subject(given)
    : m.contracts_letter_prices_back_subject(given);
}

/** To those who buy: what their contract costs otherwise from a day on, line by line and why; or that it doesn't come to that. */
export default function ContractPrices({
  name,
  mspName,
  contract: what,
  how,
  from,
  reason,
  lines,
  url,
}: Props) {
  const facts = { name, what, day: formatDay(day(from)) };
  const isAnnounced = how === "announced";
  const text = isAnnounced
    ? m.contracts_letter_prices_text(facts)
    : m.contracts_letter_prices_back_text(facts);
  return (
    <LetterLayout
      preview={text}
      heading={m.contracts_letter_prices_heading({ what })}
      mspName={mspName}
      foot={m.contracts_letter_renewal_foot({ msp: mspName })}
    >
      <LetterText>{text}</LetterText>
      {isAnnounced && (
        <LetterFacts
          rows={lines.map(({ label, before, after }) => ({
            term: label,
            value: m.contracts_letter_prices_line({ before, after }),
          }))}
        />
      )}
      {isAnnounced && reason !== "" && <LetterText>{m.contracts_letter_end_reason({ reason })}</LetterText>}
      <LetterButton href={url}>{m.contracts_letter_renewal_button()}</LetterButton>
    </LetterLayout>
  );
}

ContractPrices.PreviewProps = {
  name: "Joris Prins",
  mspName: "Helder IT",
  contract: "Werkplekbeheer",
  how: "announced",
  from: "2027-01-01",
  reason: "Indexering: 3,1 %",
  lines: [{ label: "Werkplek", before: "€ 50,00 per stuk per maand", after: "€ 51,55 per stuk per maand" }],
  url: "https://portal.example/contract",
} satisfies Props;
