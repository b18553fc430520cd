import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useRouteLoaderData } from "@remix-run/react";

import { clientsAccess } from "#app/clients/access.ts";
import { invoicesList } from "#app/billing/client-lists.ts";
import { InvoiceSort, InvoiceTable, sortInvoices } from "#app/billing/components/invoice-table.tsx";
import { MonthInvoiceTable } from "#app/billing/monthly/components/month-invoice-view.tsx";
import { getInvoicesPage } from "#app/billing/invoices-page.server.ts";
import type { ClientFrameData } from "#app/portal/client-frame.server.ts";
import { requireClient } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";
import { readListState } from "#app/ui/table/list-state.ts";

export const meta: MetaFunction = () => [{ title: `${m.billing_invoices_title()} · ${m.app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request, clientsAccess.spend);
  const list = readListState(invoicesList, new URL(request.url).searchParams);
  const page = await getInvoicesPage(scope);
  const { ended, unfinished, months } = page;
  return {
    ...page,
    list,
    ended: sortInvoices(ended, list.sort),
    unfinished: sortInvoices(unfinished, list.sort),
    months: sortInvoices(months, list.sort),
  };
}

export default function Invoices() {
  const { ended, unfinished, mspName, months, hasMonths, list } = useLoaderData<typeof loader>();
  const contractOnly = useRouteLoaderData<ClientFrameData>("routes/client/layout")?.contractOnly ?? false;
  const buy = (
    <LinkButton to="/buy" tone="primary">
      {m.billing_buy_title()}
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        title={m.billing_invoices_title()}
        subtitle={
          contractOnly && !hasMonths
            ? m.billing_invoices_contract_subtitle({ msp: mspName })
            : m.billing_invoices_subtitle({ msp: mspName })
        }
        actions={ended.length > 0 && buy}
      />
      <Stack>
        {Math.max(ended.length, months.length) > 1 && <InvoiceSort list={list} />}
        {unfinished.length > 0 && (
          <Card padding="none" title={m.billing_invoices_open()} titleId="unfinished">
            <InvoiceTable caption={m.billing_invoices_open()} rows={unfinished} list={list} />
          </Card>
        )}
        {months.length > 0 && <MonthInvoiceTable rows={months} list={list} />}
        {(!hasMonths || ended.length > 0) && (
          <Card padding="none">
            <InvoiceTable
              caption={m.billing_invoices_title()}
              rows={ended}
              list={list}
              emptyAction={contractOnly ? null : buy}
              emptyText={
                contractOnly
                  ? m.billing_invoices_contract_empty({ msp: mspName })
                  : m.billing_invoices_empty_text()
              }
            />
          </Card>
        )}
      </Stack>
    </>
  );
}
