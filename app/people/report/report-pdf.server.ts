import type { ClientScope } from "#app/identity/scope.ts";
import { readRoster } from "#app/people/read-roster.server.ts";
import { reportOf } from "#app/people/report-page.server.ts";
import { licenceLines, resourceLines } from "#app/people/rules/holdings-view.ts";
import { findReportParties } from "#app/people/store/report-store.server.ts";
import { findPaperLogo } from "#app/platform/brand/logo-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound } from "#app/platform/http.server.ts";
import { getLocale } from "#app/platform/i18n/locale.ts";
import { answerPaper } from "#app/platform/pdf/answer-paper.server.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";

import { reportPaperProps } from "./report-paper-words.ts";

export const reportKinds = ["licences", "rights"] as const;
export type ReportKind = (typeof reportKinds)[number];

/** Answers a request for a client's licence specification or rights overview of today: the PDF, or the page of reports with the reason why there is none now. */
export function answerReportPdf(scope: ClientScope, of: ReportKind): Promise<Response> {
  return answerPaper({
    userId: scope.userId,
    name: `people-report ${scope.clientId} ${of} ${getLocale()}`,
    render: () => renderReport(scope, of),
    backTo: "/reports",
    failedWords: m.people_report_pdf_failed,
  });
}

/** The document with the name of its file. */
export async function renderReport(
  scope: ClientScope,
  of: ReportKind,
): Promise<{ fileName: string; content: Buffer }> {
  const { roster, products, today, also } = await readRoster(scope, scope.clientId, async (tx) => {
    const parties = (await findReportParties(tx, scope.clientId)) ?? notFound();
    const logo = await findPaperLogo(tx, parties.msp.logo);
    return { ...parties, msp: { ...parties.msp, logo } };
  });
  const common = { parties: also, report: reportOf(roster, products, today), at: now() };
  const props = reportPaperProps(
    of === "licences"
      ? { ...common, of, licences: licenceLines(roster, products, today) }
      : { ...common, of, resources: resourceLines(roster, today) },
  );
  const name = of === "licences" ? m.people_licences_title() : m.people_rights_title();
  return {
    fileName: `${name.toLowerCase()}-${today}.pdf`,
    content: await renderPaper("people-report", props),
  };
}
