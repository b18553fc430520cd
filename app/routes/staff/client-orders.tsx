import { may } from "#app/identity/permission.ts";
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { billingAccess } from "#app/billing/access.ts";
import { creditForm } from "#app/billing/bank-invoice/credit-form.server.ts";
import { getCredit, setCreditLimit } from "#app/billing/bank-invoice/set-credit-limit.server.ts";
import { ClientOrders, CreditForm } from "#app/billing/refund/components/client-orders.tsx";
import { getClientOrders } from "#app/billing/refund/staff-order-page.server.ts";
import { getClientHeader } from "#app/clients/client-header.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.refund_orders() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, billingAccess.seeMoney);
  const { id, zone } = await getClientHeader(scope, uuidParam(params["clientId"]));
  return {
    orders: await getClientOrders(scope, id),
    credit: await getCredit(scope, id),
    zone,
    mayEdit: may(scope, billingAccess.setCredit),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, billingAccess.setCredit);
  const { id } = await getClientHeader(scope, uuidParam(params["clientId"]));
  const form = await readForm(request, creditForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const set = await setCreditLimit(scope, id, form.value.hours * 60);
  if (!set.ok) return data(form.reply({ formErrors: [m.refund_credit_owner()] }), { status: 409 });
  return redirectWithNotice(`/staff/clients/${id}/orders`, { kind: "good", text: m.refund_credit_saved() });
}

export default function StaffClientOrders() {
  const { orders, credit, zone, mayEdit } = useLoaderData<typeof loader>();
  return (
    <Stack>
      <ClientOrders orders={orders} zone={zone} />
      <CreditForm credit={credit} mayEdit={mayEdit} lastResult={useActionData<typeof action>() ?? null} />
    </Stack>
  );
}
