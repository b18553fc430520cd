import { may } from "#app/identity/permission.ts";
import { hoursAccess } from "#app/hours/access.ts";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { HoursView } from "#app/hours/components/hours-view.tsx";
import { LedgerView } from "#app/hours/components/ledger-view.tsx";
import { getHoursPage } from "#app/hours/hours-page.server.ts";
import { getLedgerPage } from "#app/hours/ledger-page.server.ts";
import { pageOf } from "#app/hours/rules/hours-filter.ts";
import { requireClient, requireSignedIn } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.hours_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request);
  const { zone } = await requireSignedIn(request);
  const query = new URL(request.url).searchParams;
  if (query.get("view") === "ledger" && may(scope, hoursAccess.seeAllWork))
    return { view: "ledger" as const, ledger: await getLedgerPage(scope, pageOf(query)) };
  return { view: "work" as const, work: await getHoursPage(scope, zone, query) };
}

export default function Hours() {
  const page = useLoaderData<typeof loader>();
  return page.view === "ledger" ? <LedgerView page={page.ledger} /> : <HoursView page={page.work} />;
}
