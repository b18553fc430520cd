import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { Dashboard } from "#app/hours/components/dashboard.tsx";
import { getDashboardPage } from "#app/hours/dashboard-page.server.ts";
import { requireClient, requireSignedIn } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.hours_nav_overview() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request);
  const { zone, mspName } = await requireSignedIn(request);
  return { ...(await getDashboardPage(scope, zone)), mspName };
}

export default function Home() {
  return <Dashboard page={useLoaderData<typeof loader>()} />;
}
