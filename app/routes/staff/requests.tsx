import { may } from "#app/identity/permission.ts";
import { requestsAccess } from "#app/requests/access.ts";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";

import { RequestTable } from "#app/requests/components/request-table.tsx";
import { SearchBox } from "#app/office/components/search-box.tsx";
import { getRequestList } from "#app/requests/request-list.server.ts";
import { requestFilters } from "#app/requests/rules/filters.ts";
import { pageIn } from "#app/platform/search.ts";
import { showRequests } from "#app/requests/show-requests.server.ts";
import { requireSignedIn, requireStaff } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";
import { FilterChips } from "#app/ui/tabs.tsx";
import { Pagination } from "#app/ui/wayfinding.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.desk_requests_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  const { zone } = await requireSignedIn(request);
  const query = new URL(request.url).searchParams;
  const filter = requestFilters.find((known) => known === query.get("show")) ?? "open";
  const search = query.get("q") ?? "";
  const list = await getRequestList(scope, { filter, search, page: pageIn(query.get("page")) });
  return {
    ...list,
    rows: showRequests(list.rows, zone),
    filter,
    search,
    mayAdd: may(scope, requestsAccess.work),
  };
}

export default function StaffRequests() {
  const { rows, counts, page, pages, filter, search, mayAdd } = useLoaderData<typeof loader>();
  const [query] = useSearchParams();
  const to = (change: Record<string, string>): string =>
    `/staff/requests?${new URLSearchParams({ ...Object.fromEntries(query), ...change }).toString()}`;
  const labels = {
    open: m.desk_requests_open(),
    new: m.desk_requests_new(),
    mine: m.desk_requests_mine(),
    waiting: m.desk_requests_waiting(),
    done: m.desk_requests_done(),
  };
  return (
    <>
      <PageHeader
        title={m.desk_requests_title()}
        actions={
          mayAdd && (
            <LinkButton to="/staff/requests/new" size="small">
              {m.desk_request_new()}
            </LinkButton>
          )
        }
      />
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
          <SearchBox label={m.desk_requests_search()} value={search} keep={{ show: filter }} />
        </div>
        <Card padding="none">
          <RequestTable
            rows={rows}
            base="/staff/requests"
            showClient
            empty={
              <EmptyState
                title={search ? m.desk_requests_none_found({ search }) : m.desk_requests_none_staff()}
                icon="requests"
              >
                {search ? m.desk_requests_none_found_hint() : m.desk_requests_none_staff_hint()}
              </EmptyState>
            }
          />
          <Pagination page={page} pages={pages} toPage={(next) => to({ page: String(next) })} />
        </Card>
      </Stack>
    </>
  );
}
