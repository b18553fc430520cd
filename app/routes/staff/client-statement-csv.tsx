import type { LoaderFunctionArgs } from "@remix-run/node";

import { getClientHeader } from "#app/clients/client-header.server.ts";
import { getStatementCsv } from "#app/hours/statement/statement-csv.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { downloadText } from "#app/platform/download.server.ts";
import { uuidParam } from "#app/platform/http.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  const client = await getClientHeader(scope, uuidParam(params["clientId"]));
  const { fileName, text } = await getStatementCsv(scope, client, new URL(request.url).searchParams);
  return downloadText(fileName, "text/csv; charset=utf-8", text);
}
