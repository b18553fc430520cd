import type { Scope } from "#app/identity/scope.ts";
import { mayApprove, type Approver } from "#app/hours/rules/approval.ts";
import { day, type Day } from "#app/platform/day.ts";
import { readInScope, sql, type Tx } from "#app/platform/db.server.ts";
import type { Nature } from "#app/hours/rules/nature.ts";

/** Time that has not counted yet; `mine`: this person is asked. Minutes are those that would be billed. */
export type WaitingRow = {
  clientId: string;
  entryId: string;
  version: number;
  clientName: string;
  title: string;
  engineer: string;
  workedOn: Day;
  nature: Nature;
  note: string;
  worked: number;
  billable: number;
  awaits: Approver;
  late: boolean;
  reason: string | null;
  state: "pending" | "rejected";
  mine: boolean;
  words: string | null;
};
/** What waits for this person, what waits for others, and (staff) what came back to them. */
export type ApprovalsPage = { mine: WaitingRow[]; others: WaitingRow[]; back: WaitingRow[] };

type Row = Omit<WaitingRow, "workedOn" | "mine"> & { workedOn: string; engineerId: string };

/** As many as a form can name at once; the next follow when these are decided. */
const atOnce = 90;

/** All time that waits in this person's sight, oldest first; one query besides the scope's. */
export async function getApprovals(scope: Scope): Promise<ApprovalsPage> {
  const rows = await readInScope(scope, (tx) => findWaiting(tx, scope));
  const shown = rows.map(({ engineerId, ...row }): WaitingRow => ({
    ...row,
    workedOn: day(row.workedOn),
    mine:
      row.state === "pending" &&
      mayApprove(scope, { clientId: row.clientId, awaits: row.awaits, engineerId }),
  }));
  return {
    mine: shown.filter((row) => row.mine).slice(0, atOnce),
    others: shown.filter((row) => !row.mine && row.state === "pending"),
    back: scope.kind === "staff" ? shown.filter((row) => row.state === "rejected") : [],
  };
}

function findWaiting(tx: Tx, scope: Scope): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    select a.client_id::text as "clientId", a.entry_id::text as "entryId", a.version, c.name as "clientName", r.title, u.name as engineer, e.engineer_id::text as "engineerId",
      e.worked_on::text as "workedOn", e.nature, e.note, e.worked_minutes as worked, e.billable_minutes as billable, a.awaits, a.late, a.reason, a.state,
      (select s.words from time_approval_step s where s.client_id = a.client_id and s.entry_id = a.entry_id order by s.version desc limit 1) as words
    from time_approval a join time_entry e on e.client_id = a.client_id and e.id = a.entry_id join client_facts c on c.id = a.client_id
    join request_facts r on r.client_id = e.client_id and r.id = e.request_id join user_facts u on u.id = e.engineer_id
    where ${scope.kind === "client" ? sql`a.client_id = ${scope.clientId}::uuid and a.state = 'pending'` : sql`(a.state = 'pending' or (a.state = 'rejected' and e.engineer_id = ${scope.userId}::uuid))`}
    order by a.asked_at, e.id limit 500`;
}
