import { ApprovalSteps } from "#app/hours/approval/components/approval-steps.tsx";
import { EntryHistory } from "#app/hours/components/entry-history.tsx";
import { EntryLines } from "#app/hours/components/entry-lines.tsx";
import { natureWord } from "#app/hours/components/words.ts";
import type { EntryView } from "#app/hours/entry-view.ts";
import type { HistoryLine } from "#app/hours/ledger-page.server.ts";
import { ClientQueries } from "#app/hours/query/components/client-query.tsx";
import type { WordsReply } from "#app/hours/query/components/words-form.tsx";
import type { ClientTalk } from "#app/hours/query/query-view.server.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card, CardGrid, TextLink } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/lists.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export type EntryDetailPage = { entry: EntryView; history: HistoryLine[]; talk: ClientTalk; formKey: string };

/** One entry as the client reads it: what was done, how it was counted, what changed, what was asked about it. */
export function EntryDetail({
  page: { entry, history, talk, formKey },
  reply,
}: {
  page: EntryDetailPage;
  reply: WordsReply;
}) {
  return (
    <>
      <PageHeader
        title={entry.title}
        subtitle={formatDay(entry.workedOn)}
        back={{ to: "/hours", label: m.hours_entry_back() }}
      />
      <Stack>
        {entry.deleted && <Notice quiet>{m.hours_entry_deleted_text()}</Notice>}
        {!entry.deleted && <ApprovalNotice talk={talk} />}
        <CardGrid>
          {!entry.deleted && (
            <Card title={m.hours_entry_sum_title()} titleId="sum">
              <EntryLines lines={entry.lines} />
              {talk.open && (
                <p className="mt-2 text-sm font-medium text-low">
                  {m.query_of_which({ minutes: formatMinutes(talk.open.minutes) })}
                </p>
              )}
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
          {talk.approval && (
            <Card title={m.approval_history_title()} titleId="approval">
              <ApprovalSteps steps={talk.approval.steps} />
            </Card>
          )}
          <ClientQueries talk={talk} revision={entry.revision} formKey={formKey} reply={reply} />
        </CardGrid>
      </Stack>
    </>
  );
}

/** Why an entry does not count yet. */
function ApprovalNotice({ talk: { approval } }: { talk: ClientTalk }) {
  if (approval?.state === "rejected")
    return (
      <Notice tone="low" quiet>
        {m.approval_client_rejected()}
      </Notice>
    );
  if (approval?.state !== "pending") return null;
  return (
    <Notice
      quiet
      title={approval.awaits === "client" ? m.approval_waits_you() : m.approval_waits()}
      action={approval.mayDecide && <TextLink to="/approvals">{m.approval_client_to()}</TextLink>}
    >
      {m.approval_client_waits()}
    </Notice>
  );
}

function factsOf(entry: EntryView) {
  return [
    ...(entry.note ? [{ term: m.hours_entry_note(), value: entry.note }] : []),
    { term: m.hours_entry_worked_on(), value: formatDay(entry.workedOn) },
    { term: m.hours_entry_recorded_on(), value: formatDay(entry.recordedOn) },
    { term: m.hours_entry_who(), value: entry.engineer },
    { term: m.hours_entry_kind(), value: `${entry.workType} · ${natureWord(entry.nature)}` },
    {
      term: m.hours_entry_request(),
      value: <TextLink to={`/requests/${entry.requestId}`}>{entry.title}</TextLink>,
    },
  ];
}
