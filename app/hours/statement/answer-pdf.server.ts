import type { Scope } from "#app/identity/scope.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { getLocale } from "#app/platform/i18n/locale.ts";
import { answerPaper } from "#app/platform/pdf/answer-paper.server.ts";

import type { StatementClient } from "./read-statement.server.ts";
import { getStatementPdf } from "./statement-pdf.server.ts";

/** Answers a request for a statement's PDF: the file, or the statement's page with the reason why there is none now. */
export function answerStatementPdf(
  request: Request,
  scope: Scope,
  client: StatementClient,
): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  return answerPaper({
    userId: scope.userId,
    name: `statement ${client.id} ${getLocale()} ${searchParams.toString()}`,
    render: () => getStatementPdf(scope, client, searchParams),
    backTo: `${pathname.replace(/\/pdf(\.data)?$/, "")}?${searchParams.toString()}`,
    failedWords: m.statement_pdf_failed,
  });
}
