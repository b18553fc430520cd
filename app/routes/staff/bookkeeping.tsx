import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { hoursAccess } from "#app/hours/access.ts";
import { getBookkeepingPage } from "#app/hours/statement/bookkeeping-page.server.ts";
import { bookkeepingList, sortBookkeeping } from "#app/hours/statement/bookkeeping-list.ts";
import { BookkeepingView } from "#app/hours/statement/components/bookkeeping-view.tsx";
import { requireSignedIn, requireStaff } from "#app/identity/guard.server.ts";
import { openList } from "#app/identity/list-views.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.bookkeeping_nav() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, hoursAccess.seeBookkeeping);
  const { zone } = await requireSignedIn(request);
  const opened = await openList(scope, request, bookkeepingList);
  const page = await getBookkeepingPage(scope, zone, new URL(request.url).searchParams);
  return { ...opened, page: sortBookkeeping(page, opened.list.sort) };
}

export default function StaffBookkeeping() {
  return <BookkeepingView {...useLoaderData<typeof loader>()} />;
}
