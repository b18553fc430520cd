import type { LoaderFunctionArgs } from "@remix-run/node";

import { getClientHeader } from "#app/clients/client-header.server.ts";
import { getStatementPdf } from "#app/hours/statement/statement-pdf.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { downloadFile } from "#app/platform/download.server.ts";
import { uuidParam } from "#app/platform/http.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  const client = await getClientHeader(scope, uuidParam(params["clientId"]));
  const { fileName, content } = await getStatementPdf(scope, client, new URL(request.url).searchParams);
  return downloadFile(fileName, "application/pdf", content);
}
