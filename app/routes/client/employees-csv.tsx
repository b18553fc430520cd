import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireClient, requireSignedIn } from "#app/identity/guard.server.ts";
import { peopleAccess } from "#app/people/access.ts";
import { getEmployeesCsv } from "#app/people/roster-csv.server.ts";
import { downloadCsv } from "#app/platform/download.server.ts";
import { notFound } from "#app/platform/http.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request, peopleAccess.seeRoster);
  const file = await getEmployeesCsv(scope, new URL(request.url).searchParams.get("on"));
  const { csvStyle } = await requireSignedIn(request);
  return file ? downloadCsv(file, csvStyle) : notFound();
}
