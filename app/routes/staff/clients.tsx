import { may } from "#app/identity/permission.ts";
import { clientsAccess } from "#app/clients/access.ts";
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { clientColumns, ClientTable } from "#app/office/components/client-table.tsx";
import { SearchBox } from "#app/office/components/search-box.tsx";
import { clientsList } from "#app/office/staff-lists.ts";
import { getClientList } from "#app/office/client-list.server.ts";
import { clientFilters } from "#app/requests/rules/filters.ts";
import { pageNumberIn } from "#app/platform/typed/quantity.ts";
import { openList } from "#app/identity/list-views.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { formatNumber } from "#app/platform/format.ts";
import { watchClientsForm } from "#app/hours/adjustments/forms.server.ts";
import { watchClient } from "#app/hours/alerts/set-alerts.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { FormError } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";
import { BulkBar } from "#app/ui/table/bulk-bar.tsx";
import { keptOf, listAddress } from "#app/ui/table/list-state.ts";
import { ListTools } from "#app/ui/table/list-tools.tsx";
import { FilterChips } from "#app/ui/tabs.tsx";
import { Pagination } from "#app/ui/wayfinding.tsx";

const bulkForm = "clients-bulk";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.desk_clients_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  const { list: state, views } = await openList(scope, request, clientsList);
  const query = new URL(request.url).searchParams;
  const filter = clientFilters.find((known) => known === query.get("show")) ?? "all";
  const search = query.get("q") ?? "";
  const page = pageNumberIn(query.get("page"));
  const clients = await getClientList(scope, { filter, search, page, sort: state.sort });
  return { ...clients, list: state, views, filter, search, mayAdd: may(scope, clientsAccess.edit) };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireStaff(request);
  const form = await readForm(request, watchClientsForm);
  if (form.status !== "success" || form.value.id.length === 0)
    return data({ errors: [m.office_bulk_none()] }, { status: 400 });
  const { intent, id: ids } = form.value;
  for (const id of ids) await watchClient(scope, id, intent === "watch");
  const count = formatNumber(ids.length);
  return redirectWithNotice(`/staff/clients${new URL(request.url).search}`, {
    kind: "good",
    text: intent === "watch" ? m.office_bulk_watched({ count }) : m.office_bulk_unwatched({ count }),
  });
}

export default function StaffClients() {
  const answer = useActionData<typeof action>();
  const { rows, counts, page, pages, list, views, filter, search, mayAdd } = useLoaderData<typeof loader>();
  const labels = { low: m.desk_clients_low(), all: m.desk_clients_all(), managed: m.desk_clients_managed() };
  return (
    <>
      <PageHeader
        title={m.desk_clients_title()}
        actions={
          mayAdd && (
            <LinkButton to="/staff/clients/new" size="small">
              {m.desk_client_new()}
            </LinkButton>
          )
        }
      />
      <Stack>
        <FormError errors={answer?.errors} />
        <div className="flex flex-wrap items-center justify-between gap-3">
          <FilterChips
            chips={clientFilters.map((one) => ({
              to: listAddress(list, { show: one }),
              label: labels[one],
              count: counts[one],
              active: one === filter,
            }))}
          />
          <SearchBox label={m.desk_clients_search()} value={search} keep={keptOf(list, "q")} />
        </div>
        <ListTools list={list} views={views} columns={clientColumns()} />
        <Card padding="none">
          {rows.length > 0 && (
            <BulkBar id={bulkForm} action={listAddress(list)} method="post">
              <Button type="submit" size="row" name="intent" value="watch">
                {m.office_bulk_watch()}
              </Button>
              <Button type="submit" size="row" name="intent" value="unwatch">
                {m.office_bulk_unwatch()}
              </Button>
              <Button type="submit" size="row" formAction="/staff/clients/csv" formMethod="get">
                {m.people_csv()}
              </Button>
            </BulkBar>
          )}
          <ClientTable rows={rows} search={search} list={list} bulkForm={bulkForm} />
          <Pagination
            page={page}
            pages={pages}
            toPage={(next) => listAddress(list, { page: String(next) })}
          />
        </Card>
        {mayAdd && <TextLink to="/staff/clients/ended">{m.office_ended_clients()}</TextLink>}
      </Stack>
    </>
  );
}
