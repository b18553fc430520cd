import type { LoaderFunctionArgs } from "@remix-run/node";

import { hoursAccess } from "#app/hours/access.ts";
import { getStatementCsv } from "#app/hours/statement/statement-csv.server.ts";
import { requireClient, requireSignedIn } from "#app/identity/guard.server.ts";
import { downloadText } from "#app/platform/download.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request, hoursAccess.downloadStatement);
  const { zone } = await requireSignedIn(request);
  const { fileName, text } = await getStatementCsv(
    scope,
    { id: scope.clientId, zone },
    new URL(request.url).searchParams,
  );
  return downloadText(fileName, "text/csv; charset=utf-8", text);
}
