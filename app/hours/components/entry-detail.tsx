import { EntryHistory } from "#app/hours/components/entry-history.tsx";
import { EntryLines } from "#app/hours/components/entry-lines.tsx";
import { natureWord } from "#app/hours/components/words.ts";
import type { EntryView } from "#app/hours/entry-view.ts";
import type { LedgerLine } from "#app/hours/ledger-page.server.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card, CardGrid, TextLink } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/lists.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

/** One entry as the client reads it: what was done, how it was counted, what changed. */
export function EntryDetail({ entry, history }: { entry: EntryView; history: LedgerLine[] }) {
  return (
    <>
      <PageHeader title={entry.title} subtitle={formatDay(entry.workedOn)} back={{ to: "/hours", label: m.hours_entry_back() }} />
      <Stack>
        {entry.deleted && <Notice quiet>{m.hours_entry_deleted_text()}</Notice>}
        <CardGrid>
          {!entry.deleted && (
            <Card title={m.hours_entry_sum_title()} titleId="sum">
              <EntryLines lines={entry.lines} />
            </Card>
          )}
          <Card title={m.hours_entry_facts_title()} titleId="facts">
            <DefinitionList items={factsOf(entry)} />
          </Card>
          {history.length > 1 && (
            <Card title={m.hours_entry_history_title()} titleId="history">
              <EntryHistory history={history} deleted={entry.deleted} />
            </Card>
          )}
        </CardGrid>
      </Stack>
    </>
  );
}

function factsOf(entry: EntryView) {
  return [
    ...(entry.note ? [{ term: m.hours_entry_note(), value: entry.note }] : []),
    { term: m.hours_entry_worked_on(), value: formatDay(entry.workedOn) },
    { term: m.hours_entry_recorded_on(), value: formatDay(entry.recordedOn) },
    { term: m.hours_entry_who(), value: entry.engineer },
    { term: m.hours_entry_kind(), value: `${entry.workType} · ${natureWord(entry.nature)}` },
    { term: m.hours_entry_request(), value: <TextLink to={`/requests/${entry.requestId}`}>{entry.title}</TextLink> },
  ];
}
