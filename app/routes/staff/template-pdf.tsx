import type { LoaderFunctionArgs } from "@remix-run/node";

import { agreementsAccess } from "#app/agreements/access.ts";
import { kindParam } from "#app/agreements/template-form.server.ts";
import { renderPreview } from "#app/agreements/template-page.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { downloadFile } from "#app/platform/download.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { getLocale } from "#app/platform/i18n/locale.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, agreementsAccess.editTemplates);
  const kind = kindParam(params["kind"]) ?? notFound();
  return downloadFile(`${kind}.pdf`, "application/pdf", await renderPreview(scope, kind, getLocale()));
}
