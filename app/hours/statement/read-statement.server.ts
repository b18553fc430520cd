import type { Tx } from "#app/platform/db.server.ts";
import { addDays, day } from "#app/platform/day.ts";
import { notFound } from "#app/platform/http.server.ts";
import { startOfDay } from "#app/platform/zone.server.ts";
import { statementOf, type Statement } from "#app/hours/rules/statement.ts";
import type { StatementPeriod } from "#app/hours/rules/statement-period.ts";
import { findStretch, findStretchBySeq, sumMoves, type Stretch } from "#app/hours/store/statement.server.ts";

/** The client of a statement; days begin at midnight in its zone. */
export type StatementClient = { id: string; zone: string };

/** A client's hours over a period, as recorded in it. 404 for a client that is not in sight. */
export async function readStatement(
  tx: Tx,
  client: StatementClient,
  period: StatementPeriod,
): Promise<Statement> {
  const from = period.from && startOfDay(client.zone, period.from);
  const stretch = await findStretch(tx, client.id, from, startOfDay(client.zone, addDays(period.until, 1)));
  return stretch ? tellStretch(tx, client.id, period, stretch) : notFound();
}

/** Reads a statement by the numbers of its acts, so that it stays the same whatever is recorded later. */
export async function readStatementBySeq(
  tx: Tx,
  clientId: string,
  period: StatementPeriod,
  openingSeq: number,
  closingSeq: number,
): Promise<Statement> {
  const stretch = await findStretchBySeq(tx, clientId, openingSeq, closingSeq);
  return stretch ? tellStretch(tx, clientId, period, stretch) : notFound();
}

async function tellStretch(
  tx: Tx,
  clientId: string,
  period: StatementPeriod,
  stretch: Stretch,
): Promise<Statement> {
  const moves = await sumMoves(tx, clientId, stretch.opening_seq, stretch.closing_seq);
  return statementOf({
    period,
    clientName: stretch.name,
    currency: stretch.currency,
    openingMinutes: stretch.opening,
    closingMinutes: stretch.closing,
    openingSeq: stretch.opening_seq,
    firstOn: stretch.first_on === null ? null : day(stretch.first_on),
    head: stretch.hash === null ? null : { seq: stretch.closing_seq, hash: stretch.hash },
    moves,
  });
}
