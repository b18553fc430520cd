import { readStatementBySeq } from "#app/hours/statement/read-statement.server.ts";
import { listActs } from "#app/hours/store/statement.server.ts";
import { statementLine } from "#app/hours/rules/statement.ts";
import { day } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";

export type Issued = {
  clientId: string;
  reference: string;
  kind: string;
  from: string;
  until: string;
  opening: number;
  closing: number;
  hash: string;
};

/** Every statement that was issued. */
export const issuedStatements = `select client_id::text as "clientId", reference, kind, from_on::text as from, until_on::text as until,
  opening_seq as opening, seq as closing, encode(hash, 'hex') as hash from hour_statement order by reference`;

/** The figures of issued statements as the application makes them: balances, movements, and the minutes, days and balance of each line. */
export async function recordStatements(issued: Issued[]): Promise<unknown> {
  const all: Record<string, unknown> = {};
  for (const one of issued) {
    const [from, until] = [day(one.from), day(one.until)];
    const period =
      one.kind === "as_of"
        ? { kind: "as-of" as const, from: null, until }
        : { kind: "own" as const, from, until };
    all[one.reference] = await asSystem(async (tx) => {
      const told = await readStatementBySeq(tx, one.clientId, period, one.opening, one.closing);
      const acts = await listActs(tx, one.clientId, one.opening, one.closing);
      return {
        openingMinutes: told.openingMinutes,
        closingMinutes: told.closingMinutes,
        movements: told.movements,
        lines: acts
          .map(statementLine)
          .map((line) => [
            line.seq,
            line.kind,
            line.changeMinutes,
            line.valueMinor,
            line.balanceMinutes,
            line.billedMinutes,
            line.workedOn,
            line.recordedOn,
            line.validUntil,
          ]),
      };
    });
  }
  return JSON.parse(JSON.stringify(all));
}
