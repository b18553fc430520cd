import {
  data,
  redirect,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { clientsAccess } from "#app/clients/access.ts";
import { OrderView } from "#app/billing/components/order-view.tsx";
import { getReturnPage } from "#app/billing/order-page.server.ts";
import { requireClient } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound, uuidParam } from "#app/platform/http.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${m.billing_order_title({ number: page?.order.number ?? "" })} · ${m.app_name()}` },
];

// While Stripe has not answered the page looks again by itself, scripts or no scripts.
export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request, clientsAccess.spend);
  const asked = new URL(request.url).searchParams;
  const cancelled = asked.get("cancelled");
  // Looking cancels nothing: any other site could send somebody here. The order's page asks, and a button does it.
  if (cancelled !== null) return redirect(`/orders/${uuidParam(cancelled)}?back`);
  const checkoutId = asked.get("session_id");
  if (checkoutId === null) return redirect("/invoices");
  const page = /^cs_\w{4,200}$/.test(checkoutId) ? await getReturnPage(scope, checkoutId) : null;
  if (!page) return notFound();
  return data(page, { headers: page.checking ? { refresh: "5" } : {} });
}

export default function BuyReturn() {
  return <OrderView page={useLoaderData<typeof loader>()} />;
}
