import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { getInvoiceDetails } from "#app/billing/buy-page.server.ts";
import { InvoiceDetailsForm } from "#app/billing/components/invoice-details.tsx";
import { ViesNotice } from "#app/billing/components/vies-notice.tsx";
import { clientsAccess } from "#app/clients/access.ts";
import { saveDetailsForm } from "#app/clients/save-billing-details.server.ts";
import { requireClient } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.portal_nav_details() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request, clientsAccess.spend);
  return { ...(await getInvoiceDetails(scope)), clientName: scope.clientName };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireClient(request, clientsAccess.spend);
  const saved = await saveDetailsForm(request, scope);
  if (!saved.ok) return data(saved.reply, { status: 400 });
  return redirectWithNotice("/company", { kind: "good", text: m.billing_details_saved() });
}

export default function Company() {
  const page = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={m.portal_nav_details()} subtitle={page.clientName} />
      <Stack className="max-w-3xl">
        <ViesNotice page={page} againTo="/company" />
        <InvoiceDetailsForm
          details={page.details}
          missing={page.missing}
          lastResult={useActionData<typeof action>() ?? null}
        />
      </Stack>
    </>
  );
}
