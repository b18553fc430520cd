import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { RequestSort, requestsList, RequestTable } from "#app/requests/components/request-table.tsx";
import { may } from "#app/identity/permission.ts";
import { deskAccess } from "#app/desk/access.ts";
import { getApproved } from "#app/desk/approvals/approved.server.ts";
import { SearchBox } from "#app/office/components/search-box.tsx";
import { getRequestList } from "#app/requests/request-list.server.ts";
import { pageNumberIn } from "#app/platform/typed/quantity.ts";
import { showRequests } from "#app/requests/show-requests.server.ts";
import { requireClient, requireSignedIn } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";
import { keptOf, listAddress, readListState } from "#app/ui/table/list-state.ts";
import { FilterChips } from "#app/ui/tabs.tsx";
import { Pagination } from "#app/ui/wayfinding.tsx";

const clientFilters = ["open", "done"] as const;

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.desk_requests_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request);
  const { zone } = await requireSignedIn(request);
  const query = new URL(request.url).searchParams;
  const filter = clientFilters.find((known) => known === query.get("show")) ?? "open";
  const search = query.get("q") ?? "";
  const list = readListState(requestsList("/requests"), query);
  const page = pageNumberIn(query.get("page"));
  const found = await getRequestList(scope, { filter, search, page, sort: list.sort });
  const approved = await getApproved(scope, found.rows);
  const rows = showRequests(found.rows, zone).map((row) => ({ ...row, approved: approved.has(row.id) }));
  const approves = may(scope, deskAccess.approve);
  return { ...found, list, rows, filter, search, approves };
}

export default function Requests() {
  const { rows, counts, page, pages, list, filter, search, approves } = useLoaderData<typeof loader>();
  const labels = { open: m.desk_requests_open(), done: m.desk_requests_done() };
  const nothing = counts.open + counts.done === 0;
  return (
    <>
      <PageHeader
        title={m.desk_requests_title()}
        actions={
          <>
            {approves && <LinkButton to="/requests/approvers">{m.change_approvers_title()}</LinkButton>}
            <LinkButton to="/requests/new" tone="primary">
              {m.desk_request_ask()}
            </LinkButton>
          </>
        }
      />
      <Stack>
        <div className="flex flex-wrap items-center justify-between gap-3">
          <FilterChips
            chips={clientFilters.map((one) => ({
              to: listAddress(list, { show: one }),
              label: labels[one],
              count: counts[one],
              active: one === filter,
            }))}
          />
          {(!nothing || search) && (
            <SearchBox label={m.desk_requests_search_own()} value={search} keep={keptOf(list, "q")} />
          )}
        </div>
        {counts[filter] > 1 && <RequestSort list={list} />}
        <Card padding="none">
          <RequestTable
            rows={rows}
            list={list}
            base="/requests"
            empty={
              <EmptyState
                title={search ? m.desk_requests_none_found({ search }) : m.desk_requests_none()}
                icon="requests"
              >
                {search ? m.desk_requests_none_found_hint() : m.desk_requests_none_hint()}
              </EmptyState>
            }
          />
          <Pagination
            page={page}
            pages={pages}
            toPage={(next) => listAddress(list, { page: String(next) })}
          />
        </Card>
      </Stack>
    </>
  );
}
