import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";

import { agreementsAccess } from "#app/agreements/access.ts";
import { kindParam } from "#app/agreements/template-form.server.ts";
import { previewPosted, renderVersion } from "#app/agreements/template-preview.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { downloadFile } from "#app/platform/download.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { getLocale, isLocale } from "#app/platform/i18n/locale.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, agreementsAccess.editTemplates);
  const kind = kindParam(params["kind"]) ?? notFound();
  const query = new URL(request.url).searchParams;
  const [language, version] = [query.get("language"), Number(query.get("version"))];
  const content = await renderVersion(scope, kind, {
    version: version > 0 ? version : null,
    locale: isLocale(language) ? language : getLocale(),
  });
  return downloadFile(`${kind}.pdf`, "application/pdf", content);
}

/** What the editor's form holds, unsaved: its text with what is wrong as JSON, or its PDF. */
export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, agreementsAccess.editTemplates);
  const kind = kindParam(params["kind"]) ?? notFound();
  const made = await previewPosted(request, scope, kind);
  return made.as === "text"
    ? Response.json(made.preview, { headers: { "cache-control": "no-store" } })
    : downloadFile(`${kind}.pdf`, "application/pdf", made.content);
}
