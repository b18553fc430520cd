import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { hoursAccess } from "#app/hours/access.ts";
import { getBookkeepingPage } from "#app/hours/statement/bookkeeping-page.server.ts";
import { BookkeepingView } from "#app/hours/statement/components/bookkeeping-view.tsx";
import { requireSignedIn, requireStaff } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.bookkeeping_nav() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, hoursAccess.seeBookkeeping);
  const { zone } = await requireSignedIn(request);
  return getBookkeepingPage(scope, zone, new URL(request.url).searchParams);
}

export default function StaffBookkeeping() {
  return <BookkeepingView page={useLoaderData<typeof loader>()} />;
}
