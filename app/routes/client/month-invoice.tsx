import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { MonthInvoiceView } from "#app/billing/monthly/components/month-invoice-view.tsx";
import { getMonthInvoicePage } from "#app/billing/monthly/month-invoice-page.server.ts";
import { monthWord } from "#app/billing/words.ts";
import { clientsAccess } from "#app/clients/access.ts";
import { requireClient } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound, uuidParam } from "#app/platform/http.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  {
    title: m.hours_page_title({
      page: page
        ? m.monthly_invoice_of({ month: monthWord(page.invoice.month) })
        : m.billing_invoices_title(),
    }),
  },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireClient(request, clientsAccess.spend);
  return (await getMonthInvoicePage(scope, uuidParam(params["invoiceId"]))) ?? notFound();
}

export default function MonthInvoice() {
  return <MonthInvoiceView page={useLoaderData<typeof loader>()} />;
}
