import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireClient } from "#app/identity/guard.server.ts";
import { peopleAccess } from "#app/people/access.ts";
import { answerReportPdf, reportKinds } from "#app/people/report/report-pdf.server.ts";
import { notFound } from "#app/platform/http.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request, peopleAccess.seeRoster);
  const asked = new URL(request.url).searchParams.get("of") ?? "licences";
  return answerReportPdf(scope, reportKinds.find((one) => one === asked) ?? notFound());
}
