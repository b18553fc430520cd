import { z } from "zod";

import { day } from "#app/platform/day.ts";
import { formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { periodWords } from "#app/hours/statement/words.ts";
import { LetterButton, LetterFacts, LetterLayout, LetterText } from "#emails/letter-layout.tsx";
import { LetterStrips } from "#emails/letter-strips.tsx";

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  clientName: z.string(),
  clientId: z.uuid(),
  statementId: z.uuid(),
  from: z.string(),
  until: z.string(),
  balanceMinutes: z.int(),
  /** What the blocks of the balance hold in all; null before the first one. */
  cardMinutes: z.int().nullable().default(null),
  url: z.url(),
});
type Props = z.infer<typeof props>;

const periodOf = ({ from, until }: Props): string =>
  periodWords({ kind: "month", from: day(from), until: day(until) });

/** What the mailbox shows. */
export function subject(letter: Props): string {
  return m.statement_letter_subject({ period: periodOf(letter) });
}

/** To manager and finance as a month begins: the statement of the month before, as a PDF. */
export default function MonthlyStatement(letter: Props) {
  const { name, mspName, clientName, balanceMinutes, cardMinutes, url } = letter;
  return (
    <LetterLayout
      preview={m.statement_letter_preview({ balance: formatMinutes(balanceMinutes) })}
      heading={subject(letter)}
      mspName={mspName}
      foot={m.statement_letter_foot({ client: clientName })}
    >
      <LetterText>
        {m.statement_letter_text({ name, client: clientName, period: periodOf(letter) })}
      </LetterText>
      <LetterFacts
        rows={[{ term: m.statement_closing(), value: formatMinutes(balanceMinutes), strong: true }]}
      />
      <LetterStrips balanceMinutes={balanceMinutes} totalMinutes={cardMinutes} />
      <LetterButton href={url}>{m.statement_letter_button()}</LetterButton>
    </LetterLayout>
  );
}

MonthlyStatement.PreviewProps = {
  name: "Petra Jansen",
  mspName: "Helder IT",
  clientName: "Bakkerij Jansen",
  clientId: "018f3c1e-0000-4000-8000-000000000001",
  statementId: "018f3c1e-0000-4000-8000-000000000002",
  from: "2026-10-01",
  until: "2026-10-31",
  balanceMinutes: 220,
  cardMinutes: 600,
  url: "https://portal.example/statement?month=2026-10",
} satisfies Props;
