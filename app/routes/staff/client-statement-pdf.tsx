import type { LoaderFunctionArgs } from "@remix-run/node";

import { getClientHeader } from "#app/clients/client-header.server.ts";
import { answerStatementPdf } from "#app/hours/statement/answer-pdf.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { uuidParam } from "#app/platform/http.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  const client = await getClientHeader(scope, uuidParam(params["clientId"]));
  return answerStatementPdf(request, scope, client);
}
