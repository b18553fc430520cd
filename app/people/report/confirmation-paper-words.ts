import { countWords, settledWords } from "#app/people/components/confirmation-words.ts";
import type { ConfirmationResult } from "#app/people/confirmation-results.server.ts";
import type { Confirmation } from "#app/people/store/confirmation-store.server.ts";
import type { ReportParties } from "#app/people/store/report-store.server.ts";
import { levelWords } from "#app/people/words.ts";
import { addDays, type Day } from "#app/platform/day.ts";
import { formatDay, formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import type { PaperCell } from "#app/platform/pdf/paper-table.server.tsx";

import { nextQuarter } from "#app/people/rules/quarter.ts";
import type { ReportPaperProps } from "./report-paper.server.tsx";
import { paperParts } from "./report-paper-words.ts";

/** What a confirmation's paper is made of: the parties, what was confirmed, and what became of it by now. */
export type ConfirmationPaperData = {
  parties: ReportParties;
  result: ConfirmationResult;
  content: Confirmation<"roster">["content"] | Confirmation<"rights">["content"];
  zone: string;
  today: Day;
  at: Date;
};

/** A confirmation's paper in the words of the ambient language: what was shown, what was answered, by whom and when. */
export function confirmationPaperProps(data: ConfirmationPaperData): ReportPaperProps {
  const { parties, result, content, zone, today, at } = data;
  const heading = result.of === "roster" ? m.people_confirmed_roster() : m.people_review_title();
  const quarter = m.people_from_to({
    from: formatDay(result.quarterStartsOn),
    to: formatDay(addDays(nextQuarter(result.quarterStartsOn), -1)),
  });
  return {
    ...paperParts(parties, `${heading}, ${parties.client.name}, ${quarter}`, at),
    heading,
    day: quarter,
    changes: {
      title: m.people_attest_done({ name: result.name, at: formatInstant(result.confirmedAt, zone) }),
      lines: [
        countWords(result),
        ...(result.note === "" ? [] : [result.note]),
        `SHA-256 ${result.hash}`,
        m.people_evidence_state({ day: formatDay(today) }),
      ],
    },
    ...("rights" in content ? rightsTable(content.rights, result) : peopleTable(content.people, result)),
  };
}

type Table = Pick<ReportPaperProps, "columns" | "rows">;

function rightsTable(rights: Confirmation<"rights">["content"]["rights"], result: ConfirmationResult): Table {
  return {
    columns: [
      { head: [m.people_col_name()], width: null },
      { head: [m.people_col_resource()], width: 150 },
      { head: [m.people_col_since()], width: 75 },
      { head: [m.people_col_decision()], width: 100 },
    ],
    rows: rights.map((right) => [
      {
        lines: [
          right.person,
          ...(right.leftOn ? [m.people_left_on({ day: formatDay(right.leftOn, "medium") })] : []),
        ],
        mutedRest: true,
      },
      { lines: [right.resource, levelWords[right.level]()], mutedRest: true },
      { lines: [formatDay(right.since, "medium")] },
      decision(
        right.decision === "end" ? m.people_decision_end() : m.people_decision_keep(),
        right.id,
        result,
      ),
    ]),
  };
}

function peopleTable(people: Confirmation<"roster">["content"]["people"], result: ConfirmationResult): Table {
  return {
    columns: [
      { head: [m.people_col_name()], width: null },
      { head: [m.people_col_department()], width: 130 },
      { head: [m.people_col_joined()], width: 75 },
      { head: [m.people_col_decision()], width: 100 },
    ],
    rows: people.map((person) => [
      { lines: [person.name, ...(person.email ? [person.email] : [])], mutedRest: true },
      { lines: [person.department] },
      { lines: [formatDay(person.joinedOn, "medium")] },
      decision(
        person.answer === "gone" ? m.people_decision_gone() : m.people_decision_here(),
        person.id,
        result,
      ),
    ]),
  };
}

/** What was answered, and below it what became of that. */
function decision(words: string, key: string, { settled }: ConfirmationResult): PaperCell {
  const became = settled.find((one) => one.key === key);
  return {
    lines: [words, ...(became ? [settledWords(became)] : [])],
    boldFirst: became !== undefined,
    mutedRest: true,
  };
}
