import type { LoaderFunctionArgs } from "@remix-run/node";

import { contractsAccess } from "#app/contracts/access.ts";
import { exportContracts } from "#app/contracts/import/import-contracts.server.ts";
import { requireSignedIn, requireStaff } from "#app/identity/guard.server.ts";
import { downloadCsv } from "#app/platform/download.server.ts";
import { uuidParam } from "#app/platform/http.server.ts";

/** A client's contracts with their price lines and costs, as a file that an import reads. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, contractsAccess.edit);
  const { csvStyle } = await requireSignedIn(request);
  return downloadCsv(await exportContracts(scope, uuidParam(params["clientId"])), csvStyle);
}
