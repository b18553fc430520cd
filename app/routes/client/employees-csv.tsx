import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireClient } from "#app/identity/guard.server.ts";
import { peopleAccess } from "#app/people/access.ts";
import { getEmployeesCsv } from "#app/people/roster-csv.server.ts";
import { downloadText } from "#app/platform/download.server.ts";
import { notFound } from "#app/platform/http.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request, peopleAccess.seeRoster);
  const file = await getEmployeesCsv(scope, new URL(request.url).searchParams.get("on"));
  return file ? downloadText(file.fileName, "text/csv; charset=utf-8", file.text) : notFound();
}
