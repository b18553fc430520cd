import { z } from "zod";

import { changeWords } from "#app/people/components/report-words.ts";
import { day } from "#app/platform/day.ts";
import { formatDay, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterFacts, LetterLayout, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  url: z.url(),
  since: z.iso.date(),
  licences: z.array(z.object({ name: z.string(), bought: z.int(), assigned: z.int(), leavers: z.int() })),
  changes: z.array(
    z.object({
      kind: z.enum(["joined", "left", "licence-given", "licence-taken", "right-given", "right-taken"]),
      on: z.iso.date(),
      who: z.string(),
      what: z.string(),
      level: z.enum(["read", "write", "owner"]).nullable(),
    }),
  ),
  left: z.int(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ since }: Props): string {
  return m.people_letter_report_subject({ day: formatDay(day(since)) });
}

/** To a client's managers, each month: how many of each licence there are and who has them, and what changed since the last report. */
export default function PeopleReport({ name, mspName, url, since, licences, changes, left }: Props) {
  const text = m.people_letter_report_text({ name, day: formatDay(day(since)) });
  return (
    <LetterLayout
      preview={text}
      heading={m.people_report_title()}
      mspName={mspName}
      foot={m.people_letter_report_foot({ msp: mspName })}
    >
      <LetterText>{text}</LetterText>
      <LetterFacts
        rows={licences.map((one) => ({
          term: one.name,
          value: m.people_letter_report_licence({
            assigned: formatNumber(one.assigned),
            bought: formatNumber(one.bought),
          }),
        }))}
      />
      {left > 0 && <LetterText>{m.people_rights_leavers({ n: left, count: String(left) })}</LetterText>}
      {changes.length === 0 ? (
        <LetterText>{m.people_report_no_changes()}</LetterText>
      ) : (
        <LetterFacts
          rows={changes.map((change) => ({
            term: formatDay(day(change.on), "dayMonth"),
            value: changeWords(change),
          }))}
        />
      )}
      <LetterButton href={url}>{m.people_letter_report_button()}</LetterButton>
    </LetterLayout>
  );
}

PeopleReport.PreviewProps = {
  name: "Joris Prins",
  mspName: "Helder IT",
  url: "https://portal.example/licences",
  since: "2026-10-01",
  licences: [{ name: "Microsoft 365 Business Premium", bought: 22, assigned: 21, leavers: 1 }],
  changes: [
    {
      kind: "licence-given",
      on: "2026-10-20",
      who: "Sophie Blom",
      what: "Microsoft 365 Business Premium",
      level: null,
    },
  ],
  left: 1,
} satisfies Props;
