import type { LoaderFunctionArgs } from "@remix-run/node";

import { hoursAccess } from "#app/hours/access.ts";
import { getStatementPdf } from "#app/hours/statement/statement-pdf.server.ts";
import { requireClient, requireSignedIn } from "#app/identity/guard.server.ts";
import { downloadFile } from "#app/platform/download.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request, hoursAccess.downloadStatement);
  const { zone } = await requireSignedIn(request);
  const { fileName, content } = await getStatementPdf(
    scope,
    { id: scope.clientId, zone },
    new URL(request.url).searchParams,
  );
  return downloadFile(fileName, "application/pdf", content);
}
