import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { billingAccess } from "#app/billing/access.ts";
import { AllOrders } from "#app/billing/components/all-orders.tsx";
import { getAllOrders } from "#app/billing/all-orders-page.server.ts";
import { orderFilters } from "#app/billing/order.ts";
import { ordersList } from "#app/billing/staff-lists.ts";
import { openList } from "#app/identity/list-views.server.ts";
import { requireSignedIn, requireStaff } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { pageNumberIn } from "#app/platform/typed/quantity.ts";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.refund_orders() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, billingAccess.seeMoney);
  const { zone } = await requireSignedIn(request);
  const opened = await openList(scope, request, ordersList);
  const query = new URL(request.url).searchParams;
  const filter = orderFilters.find((known) => known === query.get("show")) ?? "all";
  const page = await getAllOrders(scope, filter, pageNumberIn(query.get("page")), opened.list.sort);
  return { ...page, ...opened, filter, zone };
}

export default function StaffOrders() {
  return <AllOrders page={useLoaderData<typeof loader>()} />;
}
