import { statementLine } from "#app/hours/rules/statement.ts";
import { leftOutOf, partsOf, stretchOfPart } from "#app/hours/rules/statement-parts.ts";
import type { StatementPeriod } from "#app/hours/rules/statement-period.ts";
import type { IssuedRow } from "#app/hours/store/statement-issue.server.ts";
import { findParties, insertPart, listBlocksAt } from "#app/hours/store/statement-snapshot.server.ts";
import { listActs } from "#app/hours/store/statement.server.ts";
import { day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";

import { readStatementBySeq } from "./read-statement.server.ts";

/** Keeps what each part of an issued statement shows, with the present names of client, MSP and requests. Safe to repeat: what is kept stays. */
export async function keepSnapshot(tx: Tx, issued: IssuedRow): Promise<void> {
  const { clientId, id: statementId, opening_seq: opening, seq } = issued;
  const statement = await readStatementBySeq(tx, clientId, periodOf(issued), opening, seq);
  const parties = (await findParties(tx, clientId)) ?? notFound();
  const blocks = await listBlocksAt(tx, clientId, seq, issued.until_on);
  const parts = partsOf(seq - opening);
  for (let part = 1; part <= parts; part++) {
    const { after, upTo } = stretchOfPart(opening, seq, part);
    const lines = (await listActs(tx, clientId, after, upTo)).map(statementLine);
    const linesLeftOut = part === parts ? leftOutOf(seq - opening) : 0;
    await insertPart(
      tx,
      { clientId, statementId, part },
      { ...parties, statement, lines, blocks, linesLeftOut, parts },
    );
  }
}

function periodOf(row: IssuedRow): StatementPeriod {
  const [from, until] = [day(row.from_on), day(row.until_on)];
  return row.kind === "as_of" ? { kind: "as-of", from: null, until } : { kind: "own", from, until };
}
