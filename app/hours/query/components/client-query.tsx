import { QueryThread } from "#app/hours/query/components/query-thread.tsx";
import { askRefusalWords, queryState } from "#app/hours/query/components/query-words.ts";
import { WordsForm, type WordsReply } from "#app/hours/query/components/words-form.tsx";
import type { ClientTalk, ShownQuery } from "#app/hours/query/query-view.server.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";

interface ClientQueryProps {
  talk: ClientTalk;
  revision: number;
  formKey: string;
  reply: WordsReply;
}

/** What a client asked about an entry, and the way to ask; nothing where there is neither. */
export function ClientQueries({ talk, revision, formKey, reply }: ClientQueryProps) {
  return (
    <>
      {talk.queries.map((query) => (
        <QueryCard key={query.id} query={query} formKey={formKey} reply={reply} />
      ))}
      {talk.noQuery === null && (
        <Card title={m.query_ask_title()} titleId="ask">
          <p className="mb-3 text-muted">
            {m.query_ask_text()} {m.query_ask_until({ day: formatDay(talk.askUntil) })}
          </p>
          <WordsForm
            intent="ask"
            formKey={formKey}
            hidden={{ revision }}
            label={m.query_ask_reason()}
            hint={m.query_ask_reason_hint()}
            button={m.query_ask_button()}
            reply={reply}
          />
        </Card>
      )}
      {talk.noQuery === "too-late" && <p className="text-sm text-muted">{askRefusalWords("too-late")}</p>}
    </>
  );
}

function QueryCard({ query, formKey, reply }: { query: ShownQuery; formKey: string; reply: WordsReply }) {
  const { word, tone } = queryState(query.state);
  const open = query.state === "open";
  return (
    <Card
      title={m.query_thread_title()}
      titleId={`query-${query.id}`}
      aside={
        <Badge size="small" tone={tone}>
          {word}
        </Badge>
      }
    >
      {open && (
        <p className="mb-3 text-muted">{m.query_open_text({ minutes: formatMinutes(query.minutes) })}</p>
      )}
      <QueryThread lines={query.lines} />
      {open && (
        <div className="mt-4 grid gap-4 border-t border-line pt-4">
          <WordsForm
            intent="say"
            formKey={formKey}
            hidden={{ queryId: query.id }}
            label={m.query_say()}
            hint={m.query_say_hint()}
            button={m.query_say_button()}
            reply={reply}
          />
          <details open={reply?.of === "withdraw" || undefined}>
            <summary className="link inline-block min-h-6 pointer-coarse:min-h-11 pointer-coarse:py-2.5">
              {m.query_withdraw_title()}
            </summary>
            <p className="mt-1 mb-3 text-muted">{m.query_withdraw_text()}</p>
            <WordsForm
              intent="withdraw"
              formKey={formKey}
              hidden={{ queryId: query.id }}
              label={m.query_withdraw_words()}
              button={m.query_withdraw_button()}
              reply={reply}
            />
          </details>
        </div>
      )}
    </Card>
  );
}
