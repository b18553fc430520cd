import { z } from "zod";

import { changeWords, toldWords } from "#app/people/components/report-words.ts";
import { changeKinds } from "#app/people/rules/report-changes.ts";
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
      kind: z.enum(changeKinds),
      on: z.iso.date(),
      who: z.string(),
      what: z.string(),
      level: z.enum(["read", "write", "owner"]).nullable(),
      was: z.int().nullable().default(null),
      is: z.int().nullable().default(null),
      told: z.enum(["in-time", "late", "withdrawn"]).default("in-time"),
    }),
  ),
  moreChanges: z.int().default(0),
  rights: z.array(z.object({ name: z.string(), people: z.array(z.string()), count: z.int() })).default([]),
  left: z.int(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ since }: Props): string {
  return m.people_letter_report_subject({ day: formatDay(day(since)) });
}

/** To a client's managers, each month: how many of each licence there are and who has them, and what changed since the last report. */
export default function PeopleReport(letter: Props) {
  const { name, mspName, url, since, licences, rights, changes, moreChanges, left } = letter;
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
      {rights.length > 0 && (
        <>
          <LetterText>{m.people_letter_report_rights()}</LetterText>
          <LetterFacts rows={rights.map((one) => ({ term: one.name, value: whoReaches(one) }))} />
        </>
      )}
      {left > 0 && <LetterText>{m.people_rights_leavers({ n: left, count: String(left) })}</LetterText>}
      {changes.length === 0 ? (
        <LetterText>{m.people_report_no_changes()}</LetterText>
      ) : (
        <>
          <LetterText>{m.people_report_changes({ day: formatDay(day(since)) })}</LetterText>
          <LetterFacts
            rows={changes.map((change) => ({
              term: formatDay(day(change.on), "dayMonth"),
              value: toldOf(change),
            }))}
          />
          {moreChanges > 0 && (
            <LetterText>
              {m.people_letter_report_more({ n: moreChanges, count: formatNumber(moreChanges) })}
            </LetterText>
          )}
        </>
      )}
      <LetterButton href={url}>{m.people_letter_report_button()}</LetterButton>
    </LetterLayout>
  );
}

function toldOf(change: Props["changes"][number]): string {
  return [changeWords(change), toldWords(change)].filter((part) => part !== null).join(" · ");
}

function whoReaches({ people, count }: Props["rights"][number]): string {
  const rest = count - people.length;
  const more = m.people_letter_report_others({ n: rest, count: formatNumber(rest) });
  return [...people, ...(rest > 0 ? [more] : [])].join(", ");
}

PeopleReport.PreviewProps = {
  name: "Joris Prins",
  mspName: "Helder IT",
  url: "https://portal.example/reports?since=2026-10-01",
  since: "2026-10-01",
  licences: [{ name: "Microsoft 365 Business Premium", bought: 22, assigned: 21, leavers: 1 }],
  changes: [
    {
      kind: "licence-given",
      on: "2026-10-20",
      who: "Sophie Blom",
      what: "Microsoft 365 Business Premium",
      level: null,
      was: null,
      is: null,
      told: "in-time",
    },
    {
      kind: "left",
      on: "2026-09-25",
      who: "Ruben Smit",
      what: "",
      level: null,
      was: null,
      is: null,
      told: "late",
    },
  ],
  moreChanges: 2,
  rights: [{ name: "Projecten", people: ["Joris Prins", "Sophie Blom"], count: 3 }],
  left: 1,
} satisfies Props;
