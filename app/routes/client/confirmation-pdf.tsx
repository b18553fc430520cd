import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireClient } from "#app/identity/guard.server.ts";
import { peopleAccess } from "#app/people/access.ts";
import { answerConfirmationPdf } from "#app/people/report/confirmation-pdf.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request, peopleAccess.seeRoster);
  return answerConfirmationPdf(request, scope, scope.clientId, (of) =>
    of === "roster" ? "/employees/attest" : "/access/review",
  );
}
