import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useRouteLoaderData } from "@remix-run/react";

import { clientsAccess } from "#app/clients/access.ts";
import { InvoiceTable } from "#app/billing/components/invoice-table.tsx";
import { MonthInvoiceTable } from "#app/billing/monthly/components/month-invoice-view.tsx";
import { getInvoicesPage } from "#app/billing/invoices-page.server.ts";
import type { ClientFrameData } from "#app/portal/client-frame.server.ts";
import { requireClient } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: `${m.billing_invoices_title()} · ${m.app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request, clientsAccess.spend);
  return getInvoicesPage(scope);
}

export default function Invoices() {
  const { ended, unfinished, mspName, months, hasMonths } = useLoaderData<typeof loader>();
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
        {unfinished.length > 0 && (
          <Card padding="none" title={m.billing_invoices_open()} titleId="unfinished">
            <InvoiceTable caption={m.billing_invoices_open()} rows={unfinished} />
          </Card>
        )}
        {months.length > 0 && <MonthInvoiceTable rows={months} />}
        {(!hasMonths || ended.length > 0) && (
          <Card padding="none">
            <InvoiceTable
              caption={m.billing_invoices_title()}
              rows={ended}
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
