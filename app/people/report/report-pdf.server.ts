import type { ClientScope } from "#app/identity/scope.ts";
import { readRoster } from "#app/people/read-roster.server.ts";
import { knownOn, reportOf } from "#app/people/report-page.server.ts";
import { licenceLines, resourceLines } from "#app/people/rules/holdings-view.ts";
import { findReportParties, type ReportParties } from "#app/people/store/report-store.server.ts";
import { findPaperLogo } from "#app/platform/brand/logo-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound } from "#app/platform/http.server.ts";
import { getLocale } from "#app/platform/i18n/locale.ts";
import { answerPaper } from "#app/platform/pdf/answer-paper.server.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";

import { reportPaperProps } from "./report-paper-words.ts";

export const reportKinds = ["licences", "rights"] as const;
export type ReportKind = (typeof reportKinds)[number];

/** Answers a request for a client's licence specification or rights overview of today, with what changed since a day: the PDF, or the page of reports with the reason why there is none now. */
export function answerReportPdf(scope: ClientScope, of: ReportKind, since: string | null): Promise<Response> {
  return answerPaper({
    userId: scope.userId,
    name: `people-report ${scope.clientId} ${of} ${since ?? ""} ${getLocale()}`,
    render: () => renderReport(scope, of, since),
    backTo: "/reports",
    failedWords: m.people_report_pdf_failed,
  });
}

/** Who sends a paper and whom it is for, with the logo as a data URI; a client that is not in sight is a 404. */
export async function readParties(tx: Tx, clientId: string): Promise<ReportParties> {
  const parties = (await findReportParties(tx, clientId)) ?? notFound();
  return { ...parties, msp: { ...parties.msp, logo: await findPaperLogo(tx, parties.msp.logo) } };
}

/** The document with the name of its file. */
export async function renderReport(
  scope: ClientScope,
  of: ReportKind,
  since: string | null = null,
): Promise<{ fileName: string; content: Buffer }> {
  const { also, ...named } = await readRoster(scope, scope.clientId, async (tx, read) => ({
    parties: await readParties(tx, scope.clientId),
    before: await knownOn(tx, scope.clientId, read, since),
  }));
  const { roster, products, today } = named;
  const common = { parties: also.parties, report: reportOf(named, also.before), at: now() };
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
