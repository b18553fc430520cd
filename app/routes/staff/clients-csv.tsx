import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";

import { requireSignedIn, requireStaff } from "#app/identity/guard.server.ts";
import { getClientsCsv } from "#app/office/clients-csv.server.ts";
import { downloadCsv } from "#app/platform/download.server.ts";

const ids = z.array(z.uuid()).max(200);

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  const { csvStyle } = await requireSignedIn(request);
  const chosen = ids.safeParse(new URL(request.url).searchParams.getAll("id"));
  return downloadCsv(await getClientsCsv(scope, chosen.success ? chosen.data : []), csvStyle);
}
