import { EntryLines } from "#app/hours/components/entry-lines.tsx";
import { natureWord } from "#app/hours/components/words.ts";
import { QueryThread } from "#app/hours/query/components/query-thread.tsx";
import { StateBadge } from "#app/hours/query/components/staff-query-table.tsx";
import { WordsForm, type WordsReply } from "#app/hours/query/components/words-form.tsx";
import type { StaffQueryPage } from "#app/hours/query/staff-queries-page.server.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card, CardGrid, TextLink } from "#app/ui/card.tsx";
import { DurationField } from "#app/ui/fields/duration-field.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

interface StaffQueryProps {
  page: StaffQueryPage & { formKey: string; mayDecide: boolean };
  reply: WordsReply;
}

/** A client's question with the entry that it is about; while it is open, the three ways on. */
export function StaffQuery({
  page: { query, entry, clientName, formKey, mayDecide },
  reply,
}: StaffQueryProps) {
  const open = query.state === "open";
  const common = { formKey, hidden: {}, reply };
  return (
    <>
      <PageHeader
        title={entry.title}
        subtitle={[clientName, formatDay(entry.workedOn), entry.engineer].join(" · ")}
        back={{ to: "/staff/queries", label: m.query_staff_title() }}
      />
      <Stack>
        {open && !mayDecide && <Notice quiet>{m.query_read_only()}</Notice>}
        <CardGrid columns="wide-first">
          <Card title={m.query_thread_title()} titleId="thread" aside={<StateBadge state={query.state} />}>
            <QueryThread lines={query.lines} />
            {open && mayDecide && (
              <div className="mt-4 border-t border-line pt-4">
                <WordsForm
                  {...common}
                  intent="say"
                  label={m.query_say_title()}
                  hint={m.query_say_hint()}
                  button={m.query_say_button()}
                />
              </div>
            )}
          </Card>
          <Card
            title={m.query_col_work()}
            titleId="work"
            aside={<TextLink to={`/staff/time/${entry.id}`}>{m.query_staff_entry()}</TextLink>}
          >
            <p className="mb-3 text-muted">
              {[`${entry.workType} · ${natureWord(entry.nature)}`, entry.note].filter(Boolean).join(" · ")}
            </p>
            <EntryLines lines={entry.lines} />
          </Card>
        </CardGrid>
        {open && mayDecide && (
          <CardGrid>
            <Card title={m.query_accept_title()} titleId="accept-title">
              <p className="mb-3 text-muted">{m.query_accept_text()}</p>
              <WordsForm
                {...common}
                intent="accept"
                tone="primary"
                label={m.query_accept_words()}
                button={m.query_accept_button()}
              >
                <DurationField
                  field={workedField(formKey, reply)}
                  label={m.query_accept_worked()}
                  hint={m.query_accept_worked_hint({ minutes: formatMinutes(entry.worked) })}
                  optional
                />
              </WordsForm>
            </Card>
            <Card title={m.query_uphold_title()} titleId="uphold-title">
              <p className="mb-3 text-muted">{m.query_uphold_text()}</p>
              <WordsForm
                {...common}
                intent="uphold"
                label={m.query_accept_words()}
                button={m.query_uphold_button()}
              />
            </Card>
          </CardGrid>
        )}
      </Stack>
    </>
  );
}

/** The field beside the words, with what was typed and what was wrong with it. */
function workedField(formKey: string, reply: WordsReply) {
  const answered = reply?.of === "accept" ? reply.result : null;
  const typed = answered?.initialValue?.["worked"];
  return {
    id: `accept-${formKey}-worked`,
    name: "worked",
    errors: answered?.error?.["worked"] ?? undefined,
    initialValue: typeof typed === "string" ? typed : "",
  };
}
