import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useParams, useSearchParams } from "@remix-run/react";

import { getClientHeader } from "#app/clients/client-header.server.ts";
import { RequestTable } from "#app/requests/components/request-table.tsx";
import { SearchBox } from "#app/office/components/search-box.tsx";
import { getRequestList } from "#app/requests/request-list.server.ts";
import { requestFilters } from "#app/requests/rules/filters.ts";
import { pageIn } from "#app/platform/search.ts";
import { showRequests } from "#app/requests/show-requests.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { Stack } from "#app/ui/page.tsx";
import { FilterChips } from "#app/ui/tabs.tsx";
import { Pagination } from "#app/ui/wayfinding.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.desk_requests_title() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  const client = await getClientHeader(scope, uuidParam(params["clientId"]));
  const query = new URL(request.url).searchParams;
  const filter = requestFilters.find((known) => known === query.get("show")) ?? "open";
  const search = query.get("q") ?? "";
  const list = await getRequestList(scope, {
    filter,
    search,
    page: pageIn(query.get("page")),
    clientId: client.id,
  });
  return { ...list, rows: showRequests(list.rows, client.zone), filter, search };
}

export default function StaffClientRequests() {
  const { rows, counts, page, pages, filter, search } = useLoaderData<typeof loader>();
  const { clientId = "" } = useParams();
  const [query] = useSearchParams();
  const to = (change: Record<string, string>): string =>
    `/staff/clients/${clientId}/requests?${new URLSearchParams({ ...Object.fromEntries(query), ...change }).toString()}`;
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
            to: to({ show: one, page: "1" }),
            label: labels[one],
            count: counts[one],
            active: one === filter,
          }))}
        />
        <SearchBox label={m.desk_requests_search_own()} value={search} keep={{ show: filter }} />
      </div>
      <Card padding="none">
        <RequestTable
          rows={rows}
          base="/staff/requests"
          empty={
            <EmptyState title={m.desk_requests_none_client()} icon="requests">
              {m.desk_requests_none_client_hint()}
            </EmptyState>
          }
        />
        <Pagination page={page} pages={pages} toPage={(next) => to({ page: String(next) })} />
      </Card>
    </Stack>
  );
}
