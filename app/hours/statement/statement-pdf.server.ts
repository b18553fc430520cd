import { findClient } from "#app/clients/client-store.server.ts";
import type { Scope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { day } from "#app/platform/day.ts";
import { asSystem, inScope, type Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";
import { statementLine } from "#app/hours/rules/statement.ts";
import { leftOutOf, partsOf, readPart, stretchOfPart } from "#app/hours/rules/statement-parts.ts";
import { readStatementPeriod, type StatementPeriod } from "#app/hours/rules/statement-period.ts";
import { findPaper, type PaperRow } from "#app/hours/store/statement-issue.server.ts";
import { listActs } from "#app/hours/store/statement.server.ts";

import { fileNameOf } from "./file-name.ts";
import { issueStatement } from "./issue-statement.server.ts";
import { readStatementBySeq, type StatementClient } from "./read-statement.server.ts";
import { statementPaperProps, type StatementPaperData } from "./statement-paper-words.ts";

/** Hands out a client's statement for the period that the address names, as a PDF, or one of the PDFs in which a long one is told; 404 while nothing is recorded and for a part that there isn't. */
export async function getStatementPdf(
  scope: Scope,
  client: StatementClient,
  query: URLSearchParams,
): Promise<{ fileName: string; content: Buffer }> {
  const period = readStatementPeriod(query, dayIn(client.zone, now()));
  const part = readPart(query) ?? notFound();
  // Whose hours the asker may see is asked in the asker's own scope; only then the system writes.
  await inScope(scope, async (tx) => (await findClient(tx, client.id)) ?? notFound());
  const issued = (await issueStatement(scope, client, period)) ?? notFound();
  return renderStatement(client.id, issued.id, part);
}

/** Renders a part of a statement that was handed out, from its row: the same row is the same document. 404 for a part that there isn't. */
export async function renderStatement(
  clientId: string,
  statementId: string,
  part = 1,
): Promise<{ fileName: string; content: Buffer; parts: number }> {
  const data = await asSystem((tx) => readPaper(tx, clientId, statementId, part));
  return {
    fileName: fileNameOf(data.statement, "pdf", data.parts > 1 ? part : null),
    content: await renderPaper("statement", statementPaperProps(data)),
    parts: data.parts,
  };
}

async function readPaper(
  tx: Tx,
  clientId: string,
  statementId: string,
  part: number,
): Promise<StatementPaperData> {
  const row = (await findPaper(tx, clientId, statementId)) ?? notFound();
  const parts = partsOf(row.seq - row.opening_seq);
  if (part > parts) return notFound();
  const statement = await readStatementBySeq(tx, clientId, periodOf(row), row.opening_seq, row.seq);
  const { after, upTo } = stretchOfPart(row.opening_seq, row.seq, part);
  const acts = await listActs(tx, clientId, after, upTo);
  return {
    statement,
    lines: acts.map(statementLine),
    part,
    parts,
    linesLeftOut: part === parts ? leftOutOf(row.seq - row.opening_seq) : 0,
    reference: row.reference,
    issuedAt: row.issued_at,
    zone: row.zone,
    checkUrl: `${env().origin}/check-statement?reference=${row.reference}&code=${row.hash}`,
    client: { name: row.client_name, address: row.client_address },
    msp: {
      name: row.msp_name,
      legalName: row.msp_legal_name,
      address: row.msp_address,
      email: row.msp_email,
    },
  };
}

function periodOf(row: PaperRow): StatementPeriod {
  const [from, until] = [day(row.from_on), day(row.until_on)];
  return row.kind === "as_of" ? { kind: "as-of", from: null, until } : { kind: "own", from, until };
}
