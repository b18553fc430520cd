import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireClient } from "#app/identity/guard.server.ts";
import { peopleAccess } from "#app/people/access.ts";
import { answerReportPdf, reportKinds } from "#app/people/report/report-pdf.server.ts";
import { notFound } from "#app/platform/http.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request, peopleAccess.seeRoster);
  const { searchParams } = new URL(request.url);
  const asked = searchParams.get("of") ?? "licences";
  const of = reportKinds.find((one) => one === asked) ?? notFound();
  return answerReportPdf(scope, of, searchParams.get("since"));
}
