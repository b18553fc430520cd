import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireStaff } from "#app/identity/guard.server.ts";
import { answerConfirmationPdf } from "#app/people/report/confirmation-pdf.server.ts";
import { uuidParam } from "#app/platform/http.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  const clientId = uuidParam(params["clientId"]);
  return answerConfirmationPdf(request, scope, clientId, () => `/staff/clients/${clientId}/access`);
}
