import type { ClientScope } from "#app/identity/scope.ts";
import { readRoster } from "#app/people/read-roster.server.ts";
import { reportOf } from "#app/people/report-page.server.ts";
import { licenceLines, resourceLines } from "#app/people/rules/holdings-view.ts";
import { findReportParties } from "#app/people/store/report-store.server.ts";
import { findPaperLogo } from "#app/platform/brand/logo-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { downloadFile } from "#app/platform/download.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound } from "#app/platform/http.server.ts";
import { getLocale } from "#app/platform/i18n/locale.ts";
import { log } from "#app/platform/log.server.ts";
import { oneAtATime } from "#app/platform/one-at-a-time.server.ts";
import { PaperBusyError, PaperFailedError, renderPaper } from "#app/platform/pdf/render-paper.server.ts";

import { reportPaperProps } from "./report-paper-words.ts";

export const reportKinds = ["licences", "rights"] as const;
export type ReportKind = (typeof reportKinds)[number];

/** A client's licence specification or rights overview of today as a PDF, or the page of reports with the reason why there is none now. One a person at a time. */
export async function answerReportPdf(scope: ClientScope, of: ReportKind): Promise<Response> {
  const back = (text: string): Promise<Response> => redirectWithNotice("/reports", { kind: "low", text });
  const what = `people-report ${scope.clientId} ${of} ${getLocale()}`;
  const work = oneAtATime(scope.userId, what, () => renderReport(scope, of));
  if (work === null) return back(m.statement_pdf_one_at_a_time());
  try {
    const { fileName, content } = await work;
    return downloadFile(fileName, "application/pdf", content);
  } catch (error) {
    if (error instanceof PaperBusyError) return back(m.statement_pdf_busy());
    if (!(error instanceof PaperFailedError)) throw error;
    log.error({ client: scope.clientId, error: error.message }, "a report could not be written as PDF");
    return back(m.people_report_pdf_failed());
  }
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
