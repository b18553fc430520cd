import type { LoaderFunctionArgs } from "@remix-run/node";

import { hoursAccess } from "#app/hours/access.ts";
import { answerStatementPdf } from "#app/hours/statement/answer-pdf.server.ts";
import { requireClient, requireSignedIn } from "#app/identity/guard.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request, hoursAccess.downloadStatement);
  const { zone } = await requireSignedIn(request);
  return answerStatementPdf(request, scope, { id: scope.clientId, zone });
}
