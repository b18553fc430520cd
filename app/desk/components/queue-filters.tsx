import { Form, Link } from "@remix-run/react";

import { priorityWords } from "#app/contracts/components/line-words.ts";
import type { QueueFilter } from "#app/desk/queue-filter.ts";
import type { StoredView } from "#app/desk/store/view-store.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { priorities } from "#app/requests/rules/priority.ts";
import { Button, ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { ReplyForm, useReplyTo } from "#app/ui/fields/reply-form.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { Icon } from "#app/ui/icons.tsx";

type Named = { id: string; name: string };

interface QueueFiltersProps {
  filter: QueueFilter;
  /** What there is to choose from; requesters are those of the chosen client. */
  choices: Record<"colleagues" | "clients" | "items" | "requesters", Named[]>;
  /** The query of this look, as a view keeps it. */
  query: string;
  viewId: string;
}

/** Narrows the queue by a plain form, and keeps what came out as a view. */
export function QueueFilters({ filter, choices, query, viewId }: QueueFiltersProps) {
  const { withWhom, clientId, requesterId, what, sort, columns } = filter;
  const isNarrowed =
    filter.priorities.length > 0 || [withWhom, clientId, requesterId, what].some((value) => value !== null);
  const isRefused = useReplyTo({ intent: "keep-view" }) !== null;
  return (
    <details className="rounded-lg border border-line bg-card print:hidden" open={isNarrowed || isRefused}>
      <summary className="flex min-h-11 cursor-pointer items-center px-4 font-semibold">
        {m.queue_filter_title()}
      </summary>
      <div className="grid gap-5 px-4 pt-1 pb-4 desk:grid-cols-2">
        <Form method="get" key={query} className="grid content-start gap-3">
          <input type="hidden" name="show" value={filter.show} />
          {filter.q && <input type="hidden" name="q" value={filter.q} />}
          {sort && <input type="hidden" name="sort" value={`${sort.down ? "-" : ""}${sort.by}`} />}
          {columns && <input type="hidden" name="cols" value={columns.join(".")} />}
          <fieldset>
            <legend className="mb-1 font-semibold">{m.queue_col_priority()}</legend>
            <div className="flex flex-wrap gap-x-5">
              {priorities.map((value) => (
                <label key={value} className="flex min-h-11 items-center gap-2">
                  <input
                    type="checkbox"
                    name="priority"
                    value={value}
                    defaultChecked={filter.priorities.includes(value)}
                    className="size-4.5 accent-primary"
                  />
                  {priorityWords[value]()}
                </label>
              ))}
            </div>
          </fieldset>
          <Select
            field={{ id: "with", name: "with", initialValue: withWhom ?? "" }}
            label={m.queue_filter_with()}
            placeholder={m.queue_filter_anyone()}
            options={[{ value: "nobody", label: m.desk_nobody() }, ...choices.colleagues.map(option)]}
          />
          <Select
            field={{ id: "client", name: "client", initialValue: clientId ?? "" }}
            label={m.queue_report_client()}
            placeholder={m.queue_report_all()}
            options={choices.clients.map(option)}
          />
          {choices.requesters.length > 0 && (
            <Select
              field={{ id: "requester", name: "requester", initialValue: requesterId ?? "" }}
              label={m.queue_filter_requester()}
              placeholder={m.queue_filter_anybody()}
              options={choices.requesters.map(option)}
            />
          )}
          <Select
            field={{ id: "what", name: "what", initialValue: what ?? "" }}
            label={m.queue_filter_what()}
            placeholder={m.queue_filter_whatever()}
            options={[
              { value: "plain", label: m.queue_filter_plain() },
              { value: "change", label: m.queue_filter_change() },
              ...choices.items.map(option),
            ]}
          />
          <ButtonRow>
            <Button type="submit" size="small" data-focus="apply">
              {m.queue_filter_apply()}
            </Button>
            <LinkButton to="/staff/requests" tone="quiet" size="small">
              {m.queue_filter_clear()}
            </LinkButton>
          </ButtonRow>
        </Form>
        <ReplyForm which={{ intent: "keep-view" }} className="grid content-start gap-3">
          <input type="hidden" name="id" value={viewId} />
          <input type="hidden" name="query" value={query} />
          <TextField
            field={{ id: "view-name", name: "name", required: true, maxLength: 60 }}
            label={m.queue_view_name()}
            autoComplete="off"
          />
          <label className="flex min-h-11 items-center gap-2">
            <input type="checkbox" name="shared" value="yes" className="size-4.5 accent-primary" />
            {m.queue_view_shared()}
          </label>
          <ButtonRow>
            <SubmitButton name="act" value="keep" tone="secondary" size="small">
              {m.queue_view_save()}
            </SubmitButton>
          </ButtonRow>
        </ReplyForm>
      </div>
    </details>
  );
}

const option = ({ id, name }: Named) => ({ value: id, label: name });

/** The views that are kept, one link each; the one that is looked at can be taken away. */
export function QueueViews({ views, query }: { views: StoredView[]; query: string }) {
  if (views.length === 0) return null;
  const current = views.find((view) => view.query === query);
  return (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      <nav aria-label={m.queue_views()}>
        <ul className="flex flex-wrap gap-2">
          {views.map((view) => (
            <li key={view.id}>
              <Link
                to={`/staff/requests?${view.query}`}
                aria-current={view === current ? "true" : undefined}
                className="inline-flex min-h-8.5 items-center gap-1.5 rounded-full border border-line bg-card px-3 text-sm text-ink no-underline hover:border-ink aria-[current=true]:border-primary aria-[current=true]:font-semibold pointer-coarse:min-h-11"
              >
                <Icon name={view.isShared ? "people" : "person"} size={16} />
                {view.name}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {current && (
        <Form method="post">
          <input type="hidden" name="intent" value="remove-view" />
          <input type="hidden" name="id" value={current.id} />
          <SubmitButton name="act" value="remove" tone="quiet" size="small">
            {m.queue_view_remove()}
          </SubmitButton>
        </Form>
      )}
    </div>
  );
}
