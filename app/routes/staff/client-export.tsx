import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireSignedIn, requireStaff } from "#app/identity/guard.server.ts";
import { may } from "#app/identity/permission.ts";
import { peopleAccess } from "#app/people/access.ts";
import { exportFile } from "#app/people/import/export-file.server.ts";
import { importKinds } from "#app/people/rules/import/columns.ts";
import { downloadCsv } from "#app/platform/download.server.ts";
import { notFound, uuidParam } from "#app/platform/http.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, peopleAccess.edit);
  const asked = new URL(request.url).searchParams.get("kind") ?? "people";
  const kind = importKinds.find((one) => one === asked);
  if (!kind || (kind === "licences" && !may(scope, peopleAccess.editProducts))) return notFound();
  const { csvStyle } = await requireSignedIn(request);
  return downloadCsv(await exportFile(scope, uuidParam(params["clientId"]), kind), csvStyle);
}
