import type { LoaderFunctionArgs } from "@remix-run/node";

import { hoursAccess } from "#app/hours/access.ts";
import { getStatementCsv } from "#app/hours/statement/statement-csv.server.ts";
import { requireClient, requireSignedIn } from "#app/identity/guard.server.ts";
import { downloadCsv } from "#app/platform/download.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request, hoursAccess.downloadStatement);
  const { zone, csvStyle } = await requireSignedIn(request);
  const file = await getStatementCsv(scope, { id: scope.clientId, zone }, new URL(request.url).searchParams);
  return downloadCsv(file, csvStyle);
}
