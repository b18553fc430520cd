import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import {
  useActionData,
  useLoaderData,
  useNavigation,
  useRevalidator,
  type ShouldRevalidateFunction,
} from "@remix-run/react";
import { useEffect, useState } from "react";

import { actOnRequests, undoAct, type ActedOnMany } from "#app/desk/act-on-request.server.ts";
import { bulkForm, QueueBulk } from "#app/desk/components/queue-bulk.tsx";
import { noteOwnAct, noteUndo } from "#app/desk/components/own-acts.ts";
import { QueueFilters, QueueViews } from "#app/desk/components/queue-filters.tsx";
import { focusLastRow, tickedRows, useKeepQueuePlace } from "#app/desk/components/queue-place.ts";
import { queueColumns, QueueTable } from "#app/desk/components/queue-table.tsx";
import { useLive } from "#app/desk/components/use-live.ts";
import { useQueueActs } from "#app/desk/components/use-queue-acts.ts";
import { actedOnManyWords, actRefusalWords, undoneWords } from "#app/desk/components/words.ts";
import { forgetView, keepView } from "#app/desk/keep-view.server.ts";
import { getQueuePage } from "#app/desk/queue-page.server.ts";
import { bulkActOf, queueForm } from "#app/desk/request-act-form.server.ts";
import { queueList, queueParts, queueQuery, readQueueFilter } from "#app/desk/queue-filter.ts";
import { requireSignedIn, requireStaff } from "#app/identity/guard.server.ts";
import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { SearchBox } from "#app/office/components/search-box.tsx";
import { useShortcutsOn } from "#app/office/components/use-shortcuts.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { pageNumberIn } from "#app/platform/typed/quantity.ts";
import { requestsAccess } from "#app/requests/access.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { useKeptFocus } from "#app/ui/fields/kept-focus.ts";
import { useKeptReply } from "#app/ui/fields/kept-reply.ts";
import { FormReplies } from "#app/ui/fields/reply-form.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { FormError, Notice } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";
import { ListTools } from "#app/ui/table/list-tools.tsx";
import { FilterChips } from "#app/ui/tabs.tsx";
import { UndoForm } from "#app/ui/undo-form.tsx";
import { Pagination } from "#app/ui/wayfinding.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.desk_requests_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  const { zone } = await requireSignedIn(request);
  const params = new URL(request.url).searchParams;
  const filter = readQueueFilter(params);
  const page = pageNumberIn(params.get("page"));
  const queue = await getQueuePage(scope, filter, page);
  return {
    ...queue,
    filter,
    page,
    zone,
    query: queueQuery(filter),
    me: scope.userId,
    mayWork: may(scope, requestsAccess.work),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireStaff(request, requestsAccess.work);
  const form = await readForm(request, queueForm);
  if (form.status !== "success")
    return data({ refused: [m.form_invalid()], typed: form.reply(), acted: null }, { status: 400 });
  const here = `/staff/requests${new URL(request.url).search}`;
  if (form.value.intent === "remove-view") {
    await forgetView(scope, form.value.id);
    return redirectWithNotice("/staff/requests", { kind: "good", text: m.queue_view_removed() });
  }
  if (form.value.intent === "keep-view") {
    const { id, name, query, shared } = form.value;
    await keepView(scope, { id, name, query, isShared: shared === "yes" });
    return redirectWithNotice(`/staff/requests?${query}`, { kind: "good", text: m.queue_view_saved() });
  }
  if (form.value.intent === "undo-act") return undo(scope, here, form.value.act);
  if (form.value.id.length === 0)
    return data({ refused: [m.queue_bulk_none()], typed: null, acted: null }, { status: 400 });
  const { zone } = await requireSignedIn(request);
  const act = bulkActOf(form.value);
  const acted = await actOnRequests(scope, form.value.id, act);
  const text = acted.done.length > 0 ? actedOnManyWords(act, acted.done, zone) : null;
  const toUndo = acted.undo === null ? undefined : { to: here, act: acted.undo };
  if (acted.refused.length === 0)
    return redirectWithNotice(here, { kind: "good", text: text ?? "", undo: toUndo });
  const answer = {
    refused: leftWords(acted.refused),
    typed: null,
    acted: text === null ? null : { text, undo: toUndo },
  };
  return data(answer, { status: 409 });
}

/** Why each of several requests was left as it is. */
const leftWords = (refused: ActedOnMany["refused"]): string[] =>
  refused.map((one) => m.queue_bulk_left({ number: one.number, why: actRefusalWords(one.refused) }));

async function undo(scope: StaffScope, here: string, actId: string) {
  const { done, refused } = await undoAct(scope, actId);
  const text = undoneWords(done);
  if (text && refused.length === 0) return redirectWithNotice(here, { kind: "good", text });
  const left = text || refused.length > 0 ? leftWords(refused) : [m.queue_refused_undo_late()];
  return data(
    { refused: left, typed: null, acted: text === null ? null : { text, undo: undefined } },
    { status: 409 },
  );
}

// After a refusal the queue shows how things stand by now.
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

const labels = {
  open: m.queue_part_open,
  new: m.queue_part_new,
  mine: m.queue_part_mine,
  waiting: m.queue_part_waiting,
  resting: m.queue_part_resting,
  done: m.queue_part_done,
};

export default function StaffRequests() {
  const {
    rows,
    counts,
    hasMore,
    views,
    colleagues,
    viewId,
    filter,
    page,
    zone,
    query,
    me,
    mayWork,
    ...narrow
  } = useLoaderData<typeof loader>();
  const list = queueList(filter);
  const [reply, dismiss] = useKeptReply(useActionData<typeof action>());
  const to = (change: Partial<typeof filter>): string =>
    `/staff/requests?${queueQuery({ ...filter, ...change })}`;
  const here = to({});
  useQueueActs({ rows, me, colleagues, here, mayWork, keysOn: useShortcutsOn() });
  useKeepQueuePlace(page > 1 ? `${here}&page=${String(page)}` : here, rows);
  useKeptFocus("[data-queue-row]");
  return (
    <>
      <PageHeader
        title={m.desk_requests_title()}
        actions={
          mayWork && (
            <LinkButton to="/staff/requests/new" size="small">
              {m.desk_request_new()}
            </LinkButton>
          )
        }
      />
      <Stack>
        <FormError errors={reply?.refused} dismiss={dismiss} />
        {reply?.acted && (
          <Notice tone="good" action={reply.acted.undo && <UndoForm undo={reply.acted.undo} />}>
            {reply.acted.text}
          </Notice>
        )}
        <LiveNotice />
        <div className="flex flex-wrap items-center justify-between gap-3">
          <FilterChips
            chips={queueParts.map((show) => ({
              to: to({ show }),
              label: labels[show](),
              count: show === "done" ? undefined : counts[show],
              active: show === filter.show,
            }))}
          />
          <SearchBox
            label={m.desk_requests_search()}
            value={filter.q}
            keep={Object.fromEntries(new URLSearchParams(queueQuery({ ...filter, q: "" })))}
          />
        </div>
        <QueueViews views={views} query={query} />
        <FormReplies reply={reply?.typed}>
          <QueueFilters filter={filter} choices={{ ...narrow, colleagues }} query={query} viewId={viewId} />
        </FormReplies>
        <ListTools list={list} columns={queueColumns(zone)} />
        <Card padding="none">
          {mayWork && filter.show !== "done" && rows.length > 0 && (
            <QueueBulk colleagues={colleagues} here={here} resting={filter.show === "resting"} />
          )}
          <QueueTable
            rows={rows}
            zone={zone}
            list={list}
            bulkForm={mayWork && filter.show !== "done" ? bulkForm : null}
            empty={
              <EmptyState
                title={
                  filter.q ? m.desk_requests_none_found({ search: filter.q }) : m.desk_requests_none_staff()
                }
                icon="requests"
              >
                {filter.q ? m.desk_requests_none_found_hint() : m.desk_requests_none_staff_hint()}
              </EmptyState>
            }
          />
          <Pagination
            page={page}
            pages={hasMore ? page + 1 : page}
            toPage={(next) => `${here}&page=${String(next)}`}
          />
        </Card>
        {mayWork && <p className="text-sm text-muted max-wide:hidden print:hidden">{m.queue_keys_hint()}</p>}
      </Stack>
    </>
  );
}

/** Says that the queue changed while somebody is at it; a queue that nobody holds shows it at once. Nothing moves under a hand. */
function LiveNotice() {
  const { revalidate } = useRevalidator();
  const [waits, setWaits] = useState(false);
  const { formData } = useNavigation();
  useEffect(() => {
    const ids = formData?.getAll("id").filter((id) => typeof id === "string") ?? [];
    if (ids.length > 0) noteOwnAct(ids);
    if (formData?.get("intent") === "undo-act") noteUndo();
  }, [formData]);
  const show = (): void => {
    setWaits(false);
    revalidate();
  };
  useLive((own) => (!own && isAtWork() ? setWaits(true) : show()));
  if (!waits) return null;
  return (
    // Above the page: in it, the list would move under who is at it.
    <div className="fixed inset-x-4 bottom-20 z-30 rounded-lg bg-card shadow-lg wide:bottom-6 wide:left-1/2 wide:w-110 wide:-translate-x-1/2 print:hidden">
      <Notice
        action={
          <Button
            size="small"
            onClick={() => {
              focusLastRow();
              show();
            }}
          >
            {m.queue_live_show()}
          </Button>
        }
      >
        {m.queue_live_changed()}
      </Notice>
    </div>
  );
}

/** Somebody has chosen rows, or stands on one. */
function isAtWork(): boolean {
  return (
    document.querySelector(tickedRows) !== null || document.activeElement?.closest("tbody, form") !== null
  );
}
