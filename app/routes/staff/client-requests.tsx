import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { getClientHeader } from "#app/clients/client-header.server.ts";
import { RequestSort, requestsList, RequestTable } from "#app/requests/components/request-table.tsx";
import { SearchBox } from "#app/office/components/search-box.tsx";
import { getRequestList } from "#app/requests/request-list.server.ts";
import { requestFilters } from "#app/requests/rules/filters.ts";
import { pageNumberIn } from "#app/platform/typed/quantity.ts";
import { showRequests } from "#app/requests/show-requests.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { Stack } from "#app/ui/page.tsx";
import { keptOf, listAddress, readListState } from "#app/ui/table/list-state.ts";
import { FilterChips } from "#app/ui/tabs.tsx";
import { Pagination } from "#app/ui/wayfinding.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.desk_requests_title() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  const client = await getClientHeader(scope, uuidParam(params["clientId"]));
  const query = new URL(request.url).searchParams;
  const filter = requestFilters.find((known) => known === query.get("show")) ?? "open";
  const search = query.get("q") ?? "";
  const list = readListState(requestsList(`/staff/clients/${client.id}/requests`), query);
  const found = await getRequestList(scope, {
    filter,
    search,
    page: pageNumberIn(query.get("page")),
    clientId: client.id,
    sort: list.sort,
  });
  return { ...found, list, rows: showRequests(found.rows, client.zone), filter, search };
}

export default function StaffClientRequests() {
  const { rows, counts, page, pages, list, filter, search } = useLoaderData<typeof loader>();
  const labels = {
    open: m.desk_requests_open(),
    new: m.desk_requests_new(),
    mine: m.desk_requests_mine(),
    waiting: m.desk_requests_waiting(),
    done: m.desk_requests_done(),
  };
  return (
    <Stack>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <FilterChips
          chips={requestFilters.map((one) => ({
            to: listAddress(list, { show: one }),
            label: labels[one],
            count: counts[one],
            active: one === filter,
          }))}
        />
        <SearchBox label={m.desk_requests_search_own()} value={search} keep={keptOf(list, "q")} />
      </div>
      {counts[filter] > 1 && <RequestSort list={list} />}
      <Card padding="none">
        <RequestTable
          rows={rows}
          list={list}
          base="/staff/requests"
          empty={
            <EmptyState title={m.desk_requests_none_client()} icon="requests">
              {m.desk_requests_none_client_hint()}
            </EmptyState>
          }
        />
        <Pagination page={page} pages={pages} toPage={(next) => listAddress(list, { page: String(next) })} />
      </Card>
    </Stack>
  );
}
