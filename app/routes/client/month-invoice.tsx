import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { MonthInvoiceView } from "#app/billing/monthly/components/month-invoice-view.tsx";
import { getMonthInvoicePage } from "#app/billing/monthly/month-invoice-page.server.ts";
import { repayMonth, settleRepayment } from "#app/billing/monthly/repay-month.server.ts";
import { runRefusalWord } from "#app/billing/monthly/words.ts";
import { stripeTrouble } from "#app/billing/stripe.server.ts";
import { monthWord } from "#app/billing/words.ts";
import { clientsAccess } from "#app/clients/access.ts";
import { requireClient } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound, uuidParam } from "#app/platform/http.server.ts";
import { FormError } from "#app/ui/notice.tsx";

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
  const returned = new URL(request.url).searchParams.get("session_id");
  if (returned) await settleRepayment(returned).catch(unlessStripe);
  return (await getMonthInvoicePage(scope, uuidParam(params["invoiceId"]))) ?? notFound();
}

/** What Stripe doesn't answer now, its event brings later. */
function unlessStripe(error: unknown): void {
  if (!stripeTrouble(error)) throw error;
}

/** Opens the page to pay an invoice again whose payment the bank took back. */
export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireClient(request, clientsAccess.spend);
  const opened = await repayMonth(scope, uuidParam(params["invoiceId"]));
  if (opened.ok) return redirect(opened.value, 303);
  if (opened.refusal === "no-invoice") return notFound();
  return data(runRefusalWord(opened.refusal), { status: 409 });
}

export default function MonthInvoice() {
  const refused = useActionData<typeof action>();
  return (
    <>
      <FormError errors={refused ? [refused] : undefined} className="mb-4" />
      <MonthInvoiceView page={useLoaderData<typeof loader>()} />
    </>
  );
}
