import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { TopupNote } from "#app/billing/topup/components/topup-line.tsx";
import { getTopupLine } from "#app/billing/topup/topup-line.server.ts";
import { clientsAccess } from "#app/clients/access.ts";
import { Dashboard } from "#app/portal/components/dashboard.tsx";
import { getDashboardPage } from "#app/portal/dashboard-page.server.ts";
import { sentDashboard } from "#app/portal/sent-dashboard.server.ts";
import { requireClient, requireSignedIn } from "#app/identity/guard.server.ts";
import { may } from "#app/identity/permission.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.hours_nav_overview() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request);
  const { zone, mspName } = await requireSignedIn(request);
  const [page, topup] = await Promise.all([
    getDashboardPage(scope, zone),
    may(scope, clientsAccess.spend) ? getTopupLine(scope) : null,
  ]);
  return sentDashboard(page, page.showsHours ? topup : null, mspName);
}

export default function Home() {
  const page = useLoaderData<typeof loader>();
  return <Dashboard page={page} note={page.topup && <TopupNote words={page.topup} />} />;
}
