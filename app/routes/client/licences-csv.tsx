import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireClient } from "#app/identity/guard.server.ts";
import { peopleAccess } from "#app/people/access.ts";
import { getLicencesCsv } from "#app/people/roster-csv.server.ts";
import { downloadText } from "#app/platform/download.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const file = await getLicencesCsv(await requireClient(request, peopleAccess.seeLicences));
  return downloadText(file.fileName, "text/csv; charset=utf-8", file.text);
}
