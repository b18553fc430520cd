import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";

import { RequestTable } from "#app/requests/components/request-table.tsx";
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
  const list = await getRequestList(scope, { filter, search, page: pageNumberIn(query.get("page")) });
  const approved = await getApproved(scope, list.rows);
  const rows = showRequests(list.rows, zone).map((row) => ({ ...row, approved: approved.has(row.id) }));
  const approves = may(scope, deskAccess.approve);
  return { ...list, rows, filter, search, approves };
}

export default function Requests() {
  const { rows, counts, page, pages, filter, search, approves } = useLoaderData<typeof loader>();
  const [query] = useSearchParams();
  const to = (change: Record<string, string>): string =>
    `/requests?${new URLSearchParams({ ...Object.fromEntries(query), ...change }).toString()}`;
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
              to: to({ show: one, page: "1" }),
              label: labels[one],
              count: counts[one],
              active: one === filter,
            }))}
          />
          {(!nothing || search) && (
            <SearchBox label={m.desk_requests_search_own()} value={search} keep={{ show: filter }} />
          )}
        </div>
        <Card padding="none">
          <RequestTable
            rows={rows}
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
          <Pagination page={page} pages={pages} toPage={(next) => to({ page: String(next) })} />
        </Card>
      </Stack>
    </>
  );
}
