import type { LoaderFunctionArgs } from "@remix-run/node";

import { agreementsAccess } from "#app/agreements/access.ts";
import { answerAgreementFile } from "#app/agreements/agreement-pdf.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { uuidParam } from "#app/platform/http.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, agreementsAccess.manage);
  return answerAgreementFile(scope, uuidParam(params["agreementId"]), request);
}
