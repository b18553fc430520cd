import type { Scope } from "#app/identity/scope.ts";
import type { ApprovalSetting, Approver } from "#app/hours/rules/approval.ts";
import type { Nature } from "#app/hours/rules/nature.ts";
import type { Day } from "#app/platform/day.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";

export type ApprovalState = "pending" | "rejected" | "approved" | "withdrawn";
export type ApprovalStep = "asked" | "changed" | "passed" | "approved" | "rejected" | "withdrawn";
/** The approval of an entry; `setting` is the client's when the entry was written, `version` the one that a decision must have seen. */
export type Approval = {
  setting: ApprovalSetting;
  late: boolean;
  awaits: Approver;
  state: ApprovalState;
  version: number;
  reason: string | null;
};

type Key = { clientId: string; entryId: string };

/** Locks an entry's approval until the transaction ends and reads it; null for an entry that needed none. The caller holds the entry's lock. */
export async function lockApproval(tx: Tx, { clientId, entryId }: Key): Promise<Approval | null> {
  const [row] = await tx.$queryRaw<Approval[]>`
    select setting, late, awaits, state, version, reason from time_approval where client_id = ${clientId}::uuid and entry_id = ${entryId}::uuid for update`;
  return row ?? null;
}

/** Writes the approval of a new entry that waits, with its first step. */
export async function insertApproval(
  tx: Tx,
  scope: Scope,
  approval: Key & Omit<Approval, "state" | "version"> & { at: Date },
): Promise<void> {
  await tx.$executeRaw`
    insert into time_approval (client_id, entry_id, setting, late, awaits, reason, asked_at)
    values (${approval.clientId}::uuid, ${approval.entryId}::uuid, ${approval.setting}, ${approval.late}, ${approval.awaits}, ${approval.reason}, ${approval.at})`;
  await appendStep(tx, scope, { ...approval, version: 1, step: "asked", words: approval.reason });
}

/** Moves an approval one step on, and records who did so with what words. */
export async function moveApproval(
  tx: Tx,
  scope: Scope,
  to: Key & Approval & { step: ApprovalStep; words: string | null; at: Date },
): Promise<void> {
  const version = to.version + 1;
  await tx.$executeRaw`
    update time_approval set late = ${to.late}, awaits = ${to.awaits}, state = ${to.state}, version = ${version}, reason = ${to.reason},
      asked_at = case when ${to.step} in ('changed', 'passed') then ${to.at}::timestamptz else asked_at end
    where client_id = ${to.clientId}::uuid and entry_id = ${to.entryId}::uuid`;
  await appendStep(tx, scope, { ...to, version });
}

async function appendStep(
  tx: Tx,
  scope: Scope,
  step: Key & { version: number; step: ApprovalStep; words: string | null; at: Date },
): Promise<void> {
  await tx.$executeRaw`
    insert into time_approval_step (client_id, entry_id, version, step, actor_id, words, at)
    values (${step.clientId}::uuid, ${step.entryId}::uuid, ${step.version}, ${step.step}, ${scope.userId}::uuid, ${step.words}, ${step.at})`;
}

export type Waiting = {
  clientId: string;
  awaits: "lead" | "client";
  zone: string;
  entries: number;
  minutes: number;
};

/** How much time waits for approval at each live client, by who is asked. */
export async function listWaitingTime(tx: Tx): Promise<Waiting[]> {
  return tx.$queryRaw<Waiting[]>`
    select a.client_id::text as "clientId", a.awaits, c.zone, count(*)::int as entries, sum(e.billable_minutes)::int as minutes
    from time_approval a join time_entry e on e.client_id = a.client_id and e.id = a.entry_id join client_facts c on c.id = a.client_id
    where a.state = 'pending' and c.ended_at is null group by 1, 2, 3`;
}

/** The MSP's time zone. */
export async function findMspZone(tx: Tx): Promise<{ zone: string } | null> {
  const [row] = await tx.$queryRaw<{ zone: string }[]>`select zone from msp_facts`;
  return row ?? null;
}

/** An entry that doesn't count yet; `mine`: this person is asked to approve it. `billable` are the minutes that would be billed. */
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

type Row = Omit<WaitingRow, "workedOn" | "mine"> & { workedOn: string; engineerId: string };

/** Waiting time that this person may see and, for staff, their own that was rejected; the oldest first. */
export function findWaiting(tx: Tx, scope: Scope): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    select a.client_id::text as "clientId", a.entry_id::text as "entryId", a.version, c.name as "clientName", r.title, u.name as engineer, e.engineer_id::text as "engineerId",
      e.worked_on::text as "workedOn", e.nature, e.note, e.worked_minutes as worked, e.billable_minutes as billable, a.awaits, a.late, a.reason, a.state,
      (select s.words from time_approval_step s where s.client_id = a.client_id and s.entry_id = a.entry_id order by s.version desc limit 1) as words
    from time_approval a join time_entry e on e.client_id = a.client_id and e.id = a.entry_id join client_facts c on c.id = a.client_id
    join request_facts r on r.client_id = e.client_id and r.id = e.request_id join user_facts u on u.id = e.engineer_id
    where ${scope.kind === "client" ? sql`a.client_id = ${scope.clientId}::uuid and a.state = 'pending'` : sql`(a.state = 'pending' or (a.state = 'rejected' and e.engineer_id = ${scope.userId}::uuid))`}
    order by a.asked_at, e.id limit 500`;
}

/** Keeps who approves a client's time and for how long it may be contested; returns 0 when that is what it was. */
export async function keepTimeSetting(
  tx: Tx,
  {
    clientId,
    approval,
    queryDays,
  }: { clientId: string; approval: "none" | "lead" | "client"; queryDays: number | null },
): Promise<number> {
  return tx.$executeRaw`
    insert into time_setting (client_id, approval, query_days) values (${clientId}::uuid, ${approval}, ${queryDays})
    on conflict (client_id) do update set approval = excluded.approval, query_days = excluded.query_days
    where (time_setting.approval, time_setting.query_days) is distinct from (excluded.approval, excluded.query_days)`;
}
