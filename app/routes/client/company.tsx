import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { getInvoiceDetails } from "#app/billing/buy-page.server.ts";
import { InvoiceDetailsForm } from "#app/billing/components/invoice-details.tsx";
import { clientsAccess } from "#app/clients/access.ts";
import { billingDetails, saveBillingDetails } from "#app/clients/save-billing-details.server.ts";
import { requireClient } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.portal_nav_details() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request, clientsAccess.spend);
  return { ...(await getInvoiceDetails(scope)), clientName: scope.clientName };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireClient(request, clientsAccess.spend);
  const form = await readForm(request, billingDetails);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  await saveBillingDetails(scope, form.value);
  return redirectWithNotice("/company", { kind: "good", text: m.billing_details_saved() });
}

export default function Company() {
  const { details, missing, clientName } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={m.portal_nav_details()} subtitle={clientName} />
      <Stack className="max-w-3xl">
        <InvoiceDetailsForm
          details={details}
          missing={missing}
          lastResult={useActionData<typeof action>() ?? null}
        />
      </Stack>
    </>
  );
}
