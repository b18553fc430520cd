import type { Scope } from "#app/identity/scope.ts";
import { rightsResults, rosterResults } from "#app/people/confirmation-results.server.ts";
import { readRoster } from "#app/people/read-roster.server.ts";
import { findConfirmation } from "#app/people/store/confirmation-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound, uuidParam } from "#app/platform/http.server.ts";
import { getLocale } from "#app/platform/i18n/locale.ts";
import { answerPaper } from "#app/platform/pdf/answer-paper.server.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";

import { confirmationPaperProps } from "./confirmation-paper-words.ts";
import { readParties } from "./report-pdf.server.ts";

/** Answers a request for the evidence of one confirmation (`?of=roster|rights&id=`): the PDF, or the page `backTo` with the reason why there is none now. */
export function answerConfirmationPdf(
  request: Request,
  scope: Scope & { userId: string },
  clientId: string,
  backTo: (of: "roster" | "rights") => string,
): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const of = searchParams.get("of") === "roster" ? "roster" : "rights";
  const id = uuidParam(searchParams.get("id") ?? undefined);
  return answerPaper({
    userId: scope.userId,
    name: `people-confirmation ${clientId} ${of} ${id} ${getLocale()}`,
    render: () => renderConfirmation(scope, clientId, of, id),
    backTo: backTo(of),
    failedWords: m.people_report_pdf_failed,
  });
}

/** The document with the name of its file; a confirmation that is not in sight is a 404. */
async function renderConfirmation(
  scope: Scope,
  clientId: string,
  of: "roster" | "rights",
  id: string,
): Promise<{ fileName: string; content: Buffer }> {
  const { also, today, zone } = await readRoster(scope, clientId, async (tx, { roster, today: day }) => {
    const parties = await readParties(tx, clientId);
    if (of === "roster") {
      const found = (await findConfirmation(tx, "roster", { clientId, id })) ?? notFound();
      return { parties, content: found.content, results: rosterResults(roster, [found], day) };
    }
    const found = (await findConfirmation(tx, "rights", { clientId, id })) ?? notFound();
    return { parties, content: found.content, results: rightsResults(roster, [found], day) };
  });
  const { parties, content } = also;
  const result = also.results[0] ?? notFound();
  const props = confirmationPaperProps({ parties, result, content, zone, today, at: now() });
  const name = of === "roster" ? m.people_confirmed_roster() : m.people_review_title();
  return {
    fileName: `${name.toLowerCase()}-${result.quarterStartsOn}.pdf`,
    content: await renderPaper("people-report", props),
  };
}
