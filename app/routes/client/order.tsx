import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { clientsAccess } from "#app/clients/access.ts";
import { giveUpInvoice } from "#app/billing/bank-invoice/give-up-invoice.server.ts";
import { cancelOrder } from "#app/billing/cancel-order.server.ts";
import { OrderView } from "#app/billing/components/order-view.tsx";
import { getOrderPage } from "#app/billing/order-page.server.ts";
import { giveUpWord } from "#app/billing/refund/words.ts";
import { goToCheckout } from "#app/billing/place-order.server.ts";
import { requireClient } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readFields } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound, uuidParam } from "#app/platform/http.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${m.billing_order_title({ number: page?.order.number ?? "" })} · ${m.app_name()}` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireClient(request, clientsAccess.spend);
  const page = (await getOrderPage(scope, uuidParam(params["orderId"]))) ?? notFound();
  return { ...page, cameBack: new URL(request.url).searchParams.has("back") };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireClient(request, clientsAccess.spend);
  const orderId = uuidParam(params["orderId"]);
  const page = (await getOrderPage(scope, orderId)) ?? notFound();
  const intent = (await readFields(request)).get("intent");
  if (intent === "give-up-invoice") {
    const given = await giveUpInvoice(scope, orderId);
    if (given.ok)
      return redirectWithNotice(`/orders/${orderId}`, { kind: "good", text: m.refund_given_up() });
    return data({ refused: [giveUpWord(given.refusal, page.mspName)] }, { status: 409 });
  }
  if (intent === "cancel") {
    await cancelOrder(scope, orderId);
    return redirect(`/orders/${orderId}`);
  }
  return redirect((await goToCheckout(scope.clientId, orderId)).to, 303);
}

export default function OrderPage() {
  const { cameBack, ...page } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <OrderView page={page} cameBack={cameBack} refused={answer?.refused} />;
}
