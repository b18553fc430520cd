import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireClient, requireSignedIn } from "#app/identity/guard.server.ts";
import { peopleAccess } from "#app/people/access.ts";
import { getLicencesCsv } from "#app/people/roster-csv.server.ts";
import { downloadCsv } from "#app/platform/download.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const file = await getLicencesCsv(await requireClient(request, peopleAccess.seeLicences));
  const { csvStyle } = await requireSignedIn(request);
  return downloadCsv(file, csvStyle);
}
