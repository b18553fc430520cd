import type { LoaderFunctionArgs } from "@remix-run/node";

import { hoursAccess } from "#app/hours/access.ts";
import { getBookkeepingCsv } from "#app/hours/statement/bookkeeping-page.server.ts";
import { requireSignedIn, requireStaff } from "#app/identity/guard.server.ts";
import { downloadCsv } from "#app/platform/download.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, hoursAccess.seeBookkeeping);
  const { zone, csvStyle } = await requireSignedIn(request);
  return downloadCsv(await getBookkeepingCsv(scope, zone), csvStyle);
}
