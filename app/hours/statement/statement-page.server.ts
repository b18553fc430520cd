import { hoursAccess } from "#app/hours/access.ts";
import { may } from "#app/identity/permission.ts";
import type { Scope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";
import { pageOf } from "#app/hours/rules/hours-filter.ts";
import {
  statementLine,
  type Statement,
  type StatementAct,
  type StatementLine,
} from "#app/hours/rules/statement.ts";
import { leftOutOf, partsOf } from "#app/hours/rules/statement-parts.ts";
import { readStatementPeriod } from "#app/hours/rules/statement-period.ts";
import { listContested } from "#app/hours/store/entry-query.server.ts";
import { findMonthlyChoice } from "#app/hours/store/statement-issue.server.ts";
import { listActs, listPartners } from "#app/hours/store/statement.server.ts";

import { readStatement, type StatementClient } from "./read-statement.server.ts";

export const linesPerPage = 50;

/** A line on screen: where its hours moved to or came from is for staff, and whether somebody has a question about it now is no part of what was recorded. */
export type ShownLine = StatementLine & { contested: boolean };

/** A statement on screen: its sums, one page of its lines, and whether each month's goes out by letter. */
export type StatementPage = {
  statement: Statement;
  lines: ShownLine[];
  page: number;
  pages: number;
  today: Day;
  monthly: boolean;
  mayChooseMonthly: boolean;
  pdfParts: number;
  pdfLeavesOut: number;
};

/** One page of a client's statement for the period that the address names; staff also read where hours moved to. */
export async function getStatementPage(
  scope: Scope,
  client: StatementClient,
  query: URLSearchParams,
): Promise<StatementPage> {
  const today = dayIn(client.zone, now());
  const period = readStatementPeriod(query, today);
  return readInScope(scope, async (tx) => {
    const statement = await readStatement(tx, client, period);
    const closingSeq = statement.head?.seq ?? 0;
    const pages = Math.max(1, Math.ceil((closingSeq - statement.openingSeq) / linesPerPage));
    const page = Math.min(pageOf(query), pages);
    const after = statement.openingSeq + (page - 1) * linesPerPage;
    const acts = await listActs(tx, client.id, after, Math.min(after + linesPerPage, closingSeq));
    const partners =
      scope.kind === "staff"
        ? await listPartners(tx, client.id, after, Math.min(after + linesPerPage, closingSeq))
        : [];
    const contested = await listContested(tx, client.id);
    const shown = (act: StatementAct): ShownLine => ({
      ...statementLine(act),
      partner: partners.find(({ seq }) => seq === act.seq)?.name ?? null,
      contested: contested.some(
        ({ entryId, revision }) => entryId === act.entry?.id && revision === act.revision,
      ),
    });
    const monthly = await findMonthlyChoice(tx, client.id);
    return {
      statement,
      lines: acts.map(shown),
      page,
      pages,
      today,
      monthly,
      mayChooseMonthly: mayChooseMonthly(scope),
      pdfParts: partsOf(closingSeq - statement.openingSeq),
      pdfLeavesOut: leftOutOf(closingSeq - statement.openingSeq),
    };
  });
}

/** Who may decide on the monthly letter: the client's finance and manager, the MSP's owner and account managers. */
export function mayChooseMonthly(scope: Scope): boolean {
  return may(scope, hoursAccess.chooseMonthlyStatement) || may(scope, hoursAccess.chooseClientStatement);
}
