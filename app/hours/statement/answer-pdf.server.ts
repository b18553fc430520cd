import type { Scope } from "#app/identity/scope.ts";
import { downloadFile } from "#app/platform/download.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { getLocale } from "#app/platform/i18n/locale.ts";
import { log } from "#app/platform/log.server.ts";
import { oneAtATime } from "#app/platform/one-at-a-time.server.ts";
import { PaperBusyError, PaperFailedError } from "#app/platform/pdf/render-paper.server.ts";

import type { StatementClient } from "./read-statement.server.ts";
import { getStatementPdf } from "./statement-pdf.server.ts";

/** Answers a request for a statement's PDF: the file, or the statement's page with the reason why there is none now. One a person at a time. */
export async function answerStatementPdf(
  request: Request,
  scope: Scope,
  client: StatementClient,
): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const back = (text: string): Promise<Response> =>
    redirectWithNotice(`${pathname.replace(/\/pdf(\.data)?$/, "")}?${searchParams.toString()}`, {
      kind: "low",
      text,
    });
  const what = `statement ${client.id} ${getLocale()} ${searchParams.toString()}`;
  const work = oneAtATime(scope.userId, what, () => getStatementPdf(scope, client, searchParams));
  if (work === null) return back(m.statement_pdf_one_at_a_time());
  try {
    const { fileName, content } = await work;
    return downloadFile(fileName, "application/pdf", content);
  } catch (error) {
    if (error instanceof PaperBusyError) return back(m.statement_pdf_busy());
    if (!(error instanceof PaperFailedError)) throw error;
    log.error({ client: client.id, error: error.message }, "a statement could not be written as PDF");
    return back(m.statement_pdf_failed());
  }
}
