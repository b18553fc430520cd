import type { LoaderFunctionArgs } from "@remix-run/node";

import { getClientHeader } from "#app/clients/client-header.server.ts";
import { getStatementCsv } from "#app/hours/statement/statement-csv.server.ts";
import { requireSignedIn, requireStaff } from "#app/identity/guard.server.ts";
import { downloadCsv } from "#app/platform/download.server.ts";
import { uuidParam } from "#app/platform/http.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  const client = await getClientHeader(scope, uuidParam(params["clientId"]));
  const { csvStyle } = await requireSignedIn(request);
  const file = await getStatementCsv(scope, client, new URL(request.url).searchParams);
  return downloadCsv(file, csvStyle);
}
