import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireClient, requireSignedIn } from "#app/identity/guard.server.ts";
import { peopleAccess } from "#app/people/access.ts";
import { getDevicesCsv } from "#app/people/roster-csv.server.ts";
import { downloadCsv } from "#app/platform/download.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const file = await getDevicesCsv(await requireClient(request, peopleAccess.seeRoster));
  const { csvStyle } = await requireSignedIn(request);
  return downloadCsv(file, csvStyle);
}
