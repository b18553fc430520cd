import { findClient } from "#app/clients/client-store.server.ts";
import type { Scope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { findPaperLogo } from "#app/platform/brand/logo-store.server.ts";
import { asSystem, readInScope, type Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { getLocale } from "#app/platform/i18n/locale.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";
import { partsOf, readPart as readAskedPart } from "#app/hours/rules/statement-parts.ts";
import { readStatementPeriod } from "#app/hours/rules/statement-period.ts";
import { findIssue, type IssuedRow } from "#app/hours/store/statement-issue.server.ts";
import { findFile, findPart, insertFile, type PartKey } from "#app/hours/store/statement-snapshot.server.ts";

import { fileNameOf } from "./file-name.ts";
import { issueStatement } from "./issue-statement.server.ts";
import { keepSnapshot } from "./keep-snapshot.server.ts";
import type { StatementClient } from "./read-statement.server.ts";
import { statementPaperProps } from "./statement-paper-words.ts";
import type { StatementSnapshot } from "./statement-snapshot.ts";

/** Gives a client's statement for the period that the address names, as a PDF, or one of the PDFs in which a long one is told; 404 while nothing is recorded and for a part that there isn't. */
export async function getStatementPdf(
  scope: Scope,
  client: StatementClient,
  query: URLSearchParams,
): Promise<{ fileName: string; content: Buffer }> {
  const period = readStatementPeriod(query, dayIn(client.zone, now()));
  const part = readAskedPart(query) ?? notFound();
  // Whose hours the asker may see is asked in the asker's own scope; only then the system writes.
  await readInScope(scope, async (tx) => (await findClient(tx, client.id)) ?? notFound());
  const issued = (await issueStatement(scope, client, period)) ?? notFound();
  return renderStatement(client.id, issued.id, part);
}

/** A part of a statement that was issued, as the document that it was first: names as they were then, the same bytes whenever it is asked for in a language. 404 for a part that there isn't. */
export async function renderStatement(
  clientId: string,
  statementId: string,
  part = 1,
): Promise<{ fileName: string; content: Buffer; parts: number }> {
  const key = { clientId, statementId, part };
  const [issued, snapshot] = await asSystem((tx) => readPart(tx, key));
  const { statement, parts } = snapshot;
  return {
    fileName: fileNameOf(statement, "pdf", parts > 1 ? part : null),
    content: await documentOf(key, issued, snapshot),
    parts,
  };
}

/** The document that is kept, or a new one that is kept from now on. */
async function documentOf(key: PartKey, issued: IssuedRow, snapshot: StatementSnapshot): Promise<Buffer> {
  const locale = getLocale();
  const kept = await asSystem((tx) => findFile(tx, key, locale));
  if (kept) return kept;
  const { reference, hash, issued_at: issuedAt } = issued;
  const checkUrl = `${env().origin}/check-statement?reference=${reference}&code=${hash}`;
  const logo = await asSystem((tx) => findPaperLogo(tx, snapshot.msp.logo));
  const msp = { ...snapshot.msp, logo };
  const props = statementPaperProps({ ...snapshot, msp, part: key.part, reference, issuedAt, checkUrl });
  const made = await renderPaper("statement", props);
  return asSystem(async (tx) => {
    await insertFile(tx, key, locale, made, now());
    return (await findFile(tx, key, locale)) ?? made;
  });
}

/** What a part showed when it was issued; one of an earlier version, which kept nothing, is kept as it is now. */
async function readPart(tx: Tx, key: PartKey): Promise<[IssuedRow, StatementSnapshot]> {
  const issued = (await findIssue(tx, key.clientId, key.statementId)) ?? notFound();
  const kept = await findPart(tx, key);
  if (kept) return [issued, kept];
  if (key.part > partsOf(issued.seq - issued.opening_seq)) return notFound();
  await keepSnapshot(tx, issued);
  return [issued, (await findPart(tx, key)) ?? notFound()];
}
