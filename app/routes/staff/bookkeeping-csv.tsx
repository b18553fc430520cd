import type { LoaderFunctionArgs } from "@remix-run/node";

import { hoursAccess } from "#app/hours/access.ts";
import { getBookkeepingCsv } from "#app/hours/statement/bookkeeping-page.server.ts";
import { requireSignedIn, requireStaff } from "#app/identity/guard.server.ts";
import { downloadText } from "#app/platform/download.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, hoursAccess.seeBookkeeping);
  const { zone } = await requireSignedIn(request);
  return downloadText(`${m.statement_books_file_name()}.csv`, "text/csv; charset=utf-8", [
    await getBookkeepingCsv(scope, zone),
  ]);
}
