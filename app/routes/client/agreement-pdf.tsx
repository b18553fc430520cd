import type { LoaderFunctionArgs } from "@remix-run/node";

import { agreementsAccess } from "#app/agreements/access.ts";
import { answerAgreementFile } from "#app/agreements/agreement-pdf.server.ts";
import { requireClient } from "#app/identity/guard.server.ts";
import { uuidParam } from "#app/platform/http.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireClient(request, agreementsAccess.sign);
  return answerAgreementFile(scope, uuidParam(params["agreementId"]), request);
}
