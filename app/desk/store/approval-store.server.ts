import { rolesOf, type Colleague, type PlannedStep, type StandIn } from "#app/desk/rules/approval.ts";
import type { ApprovingGroup } from "#app/desk/rules/definition.ts";
import type { ClientRole } from "#app/identity/scope.ts";
import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

export type StepState = "later" | "open" | "approved" | "refused" | "ended";
export type DecisionRow = {
  userId: string;
  name: string;
  decidedBy: string;
  byName: string;
  outcome: "approved" | "refused";
  reason: string;
  at: string;
};
/** A step with who may approve and what was decided. */
export type StepRow = {
  position: number;
  group: ApprovingGroup;
  insteadOf: ApprovingGroup | null;
  needed: number;
  state: StepState;
  openedAt: string | null;
  approvers: { userId: string; name: string }[];
  decisions: DecisionRow[];
};

/** The steps of a request in order; none for one that needs no approval. */
export function listSteps(tx: Tx, clientId: string, requestId: string): Promise<StepRow[]> {
  return tx.$queryRaw<StepRow[]>`
    select s.position::int, s.approving as "group", s.instead_of as "insteadOf", s.needed::int, s.state, s.opened_at::text as "openedAt",
      coalesce((select jsonb_agg(jsonb_build_object('userId', a.user_id, 'name', u.name) order by u.name) from change_approver a
        join user_facts u on u.id = a.user_id where a.client_id = s.client_id and a.request_id = s.request_id and a.position = s.position), '[]') as approvers,
      coalesce((select jsonb_agg(jsonb_build_object('userId', d.user_id, 'name', coalesce(u.name, ''), 'decidedBy', d.decided_by,
          'byName', coalesce(b.name, ''), 'outcome', d.outcome, 'reason', d.reason, 'at', d.at) order by d.at) from change_decision d
        left join user_facts u on u.id = d.user_id left join user_facts b on b.id = d.decided_by
        where d.client_id = s.client_id and d.request_id = s.request_id and d.position = s.position), '[]') as decisions
    from change_step s where s.client_id = ${clientId}::uuid and s.request_id = ${requestId}::uuid order by s.position`;
}

/** Keeps the steps of a request; the first is open from now on. */
export async function insertSteps(
  tx: Tx,
  { clientId, requestId, at }: { clientId: string; requestId: string; at: Date },
  steps: readonly PlannedStep[],
): Promise<void> {
  for (const [index, step] of steps.entries()) {
    const position = index + 1;
    await tx.$executeRaw`
      insert into change_step (client_id, request_id, position, approving, instead_of, needed, state, opened_at)
      values (${clientId}::uuid, ${requestId}::uuid, ${position}::smallint, ${step.group}, ${step.insteadOf}, ${step.needed}::smallint,
        ${index === 0 ? "open" : "later"}, ${index === 0 ? at : null})`;
    if (step.userIds.length > 0)
      await tx.$executeRaw`
        insert into change_approver (client_id, request_id, position, user_id)
        select ${clientId}::uuid, ${requestId}::uuid, ${position}::smallint, one from unnest(${step.userIds}::uuid[]) as one`;
  }
}

/** Appends a decision; a second one of the same person throws. */
export async function insertDecision(
  tx: Tx,
  decision: {
    clientId: string;
    requestId: string;
    position: number;
    userId: string;
    decidedBy: string;
    outcome: "approved" | "refused";
    reason: string;
    amountMinor: number;
    at: Date;
  },
): Promise<void> {
  await tx.$executeRaw`
    insert into change_decision (client_id, request_id, position, user_id, decided_by, outcome, reason, amount_minor, at)
    values (${decision.clientId}::uuid, ${decision.requestId}::uuid, ${decision.position}::smallint, ${decision.userId}::uuid,
      ${decision.decidedBy}::uuid, ${decision.outcome}, ${decision.reason}, ${decision.amountMinor}::bigint, ${decision.at})`;
}

/** Closes the open step with an outcome. */
export async function closeStep(
  tx: Tx,
  clientId: string,
  requestId: string,
  outcome: "approved" | "refused" | "ended",
): Promise<void> {
  await tx.$executeRaw`
    update change_step set state = ${outcome} where client_id = ${clientId}::uuid and request_id = ${requestId}::uuid and state = 'open'`;
}

/** Opens the next step; false where none is left. */
export async function openNextStep(tx: Tx, clientId: string, requestId: string, at: Date): Promise<boolean> {
  const count = await tx.$executeRaw`
    update change_step set state = 'open', opened_at = ${at} where client_id = ${clientId}::uuid and request_id = ${requestId}::uuid
      and position = (select min(position) from change_step where client_id = ${clientId}::uuid and request_id = ${requestId}::uuid and state = 'later')`;
  return count > 0;
}

/** The people of a client with what each may still approve in a month that began at `since`. */
export async function listApprovers(tx: Tx, clientId: string, since: Date): Promise<Colleague[]> {
  const rows = await tx.$queryRaw<
    { userId: string; name: string; role: ClientRole; budget: number | null; spent: number }[]
  >`
    select u.id::text as "userId", u.name, m.role, s.budget_minor::float8 as budget,
      coalesce((select sum(d.amount_minor) from change_decision d
        where d.client_id = m.client_id and d.user_id = u.id and d.outcome = 'approved' and d.at >= ${since}), 0)::float8 as spent
    from membership_facts m join user_facts u on u.id = m.user_id
    left join approver_setting s on s.client_id = m.client_id and s.user_id = u.id
    where m.client_id = ${clientId}::uuid and m.ended_at is null order by u.name, u.id`;
  return rows.map(({ budget, spent, ...person }) => ({
    ...person,
    leftMinor: budget === null ? null : Math.max(budget - spent, 0),
  }));
}

/** The people of a client with their roles. */
export function listMembers(
  tx: Tx,
  clientId: string,
): Promise<Pick<Colleague, "userId" | "name" | "role">[]> {
  return tx.$queryRaw`
    select u.id::text as "userId", u.name, m.role from membership_facts m join user_facts u on u.id = m.user_id
    where m.client_id = ${clientId}::uuid and m.ended_at is null order by u.name, u.id`;
}

/** Who stands in for whom at a client. */
export function listStandIns(tx: Tx, clientId: string): Promise<StandIn[]> {
  return tx.$queryRaw<StandIn[]>`
    select s.user_id::text as "userId", s.stand_in_id::text as "standInId", s.away_from::text as "from", s.away_until::text as "until"
    from approver_setting s
    join membership_facts m on m.client_id = s.client_id and m.user_id = s.stand_in_id and m.ended_at is null
    where s.client_id = ${clientId}::uuid and s.stand_in_id is not null`;
}

export type ApproverSetting = {
  userId: string;
  budgetMinor: number | null;
  standInId: string | null;
  awayFrom: Day | null;
  awayUntil: Day | null;
};

/** What was set for each approver of a client. */
export function listSettings(tx: Tx, clientId: string): Promise<ApproverSetting[]> {
  return tx.$queryRaw<ApproverSetting[]>`
    select user_id::text as "userId", budget_minor::float8 as "budgetMinor", stand_in_id::text as "standInId",
      away_from::text as "awayFrom", away_until::text as "awayUntil"
    from approver_setting where client_id = ${clientId}::uuid`;
}

/** Sets what somebody may approve a month; null for any amount. */
export async function writeBudget(
  tx: Tx,
  clientId: string,
  userId: string,
  budgetMinor: number | null,
): Promise<void> {
  await tx.$executeRaw`
    insert into approver_setting (client_id, user_id, budget_minor) values (${clientId}::uuid, ${userId}::uuid, ${budgetMinor}::bigint)
    on conflict (client_id, user_id) do update set budget_minor = excluded.budget_minor`;
}

/** Sets who stands in for somebody from a day to a day, both inclusive; null for nobody. */
export async function writeStandIn(
  tx: Tx,
  clientId: string,
  userId: string,
  standIn: { userId: string; from: Day; until: Day } | null,
): Promise<void> {
  await tx.$executeRaw`
    insert into approver_setting (client_id, user_id, stand_in_id, away_from, away_until)
    values (${clientId}::uuid, ${userId}::uuid, ${standIn?.userId ?? null}::uuid, ${standIn?.from ?? null}::date, ${standIn?.until ?? null}::date)
    on conflict (client_id, user_id) do update set stand_in_id = excluded.stand_in_id, away_from = excluded.away_from,
      away_until = excluded.away_until`;
}

export type OpenStep = {
  clientId: string;
  requestId: string;
  position: number;
  openedAt: Date;
  remindedAt: Date | null;
  /** When the requester was told that it is about to end; null where they were not. */
  warnedAt: Date | null;
  zone: string;
};

/** The steps that wait for somebody, the oldest first: for reminders and expiry. */
export function listOpenSteps(tx: Tx): Promise<OpenStep[]> {
  return tx.$queryRaw<OpenStep[]>`
    select s.client_id::text as "clientId", s.request_id::text as "requestId", s.position::int, s.opened_at as "openedAt",
      s.reminded_at as "remindedAt", s.warned_at as "warnedAt", c.zone
    from change_step s join client_facts c on c.id = s.client_id and c.ended_at is null
    where s.state = 'open' order by s.opened_at, s.request_id`;
}

/** Working days: after `remindDays` approvers are reminded, after `expireDays` a request ends unapproved. */
export type ApprovalDays = { remindDays: number; expireDays: number };

/** The MSP's working days for approvals. */
export async function findApprovalDays(tx: Tx): Promise<ApprovalDays> {
  const [row] = await tx.$queryRaw<ApprovalDays[]>`
    select remind_days::int as "remindDays", expire_days::int as "expireDays" from approval_days`;
  if (!row) throw new Error("approval_days has no row");
  return row;
}

/** Sets the MSP's working days for approvals. */
export async function writeApprovalDays(tx: Tx, { remindDays, expireDays }: ApprovalDays): Promise<void> {
  await tx.$executeRaw`update approval_days set remind_days = ${remindDays}::smallint, expire_days = ${expireDays}::smallint`;
}

/** Keeps that the requester was told that a step is about to expire; false where they were already. */
export async function markWarned(
  tx: Tx,
  step: Pick<OpenStep, "clientId" | "requestId" | "position">,
  at: Date,
): Promise<boolean> {
  const count = await tx.$executeRaw`
    update change_step set warned_at = ${at} where client_id = ${step.clientId}::uuid and request_id = ${step.requestId}::uuid
      and position = ${step.position}::smallint and state = 'open' and warned_at is null`;
  return count > 0;
}

/** Keeps when approvers were reminded last. */
export async function markReminded(
  tx: Tx,
  step: Pick<OpenStep, "clientId" | "requestId" | "position">,
  at: Date,
): Promise<void> {
  await tx.$executeRaw`
    update change_step set reminded_at = ${at} where client_id = ${step.clientId}::uuid and request_id = ${step.requestId}::uuid
      and position = ${step.position}::smallint`;
}

export type WaitingChange = {
  id: string;
  number: number;
  title: string;
  requesterName: string | null;
  since: Date;
};

/** The requests that this person may decide on: what `decidesAs` says of each on a day, the oldest first, 20 at most. */
export function listWaitingFor(
  tx: Tx,
  clientId: string,
  userId: string,
  today: Day,
): Promise<WaitingChange[]> {
  return tx.$queryRaw<WaitingChange[]>`
    select r.id::text, r.number::int, r.title, u.name as "requesterName", s.opened_at as since
    from change_step s join request_facts r on r.client_id = s.client_id and r.id = s.request_id and r.state = 'awaiting_approval'
    left join user_facts u on u.id = r.requester_id
    where s.client_id = ${clientId}::uuid and s.state = 'open' and r.requester_id is distinct from ${userId}::uuid
      and exists (select from change_approver a
        join membership_facts m on m.client_id = a.client_id and m.user_id = a.user_id and m.ended_at is null
          and m.role = any(case s.approving when 'approver' then ${[...rolesOf.approver]}::text[]
            when 'finance' then ${[...rolesOf.finance]}::text[] when 'manager' then ${[...rolesOf.manager]}::text[] end)
        where a.client_id = s.client_id and a.request_id = s.request_id and a.position = s.position
        and not exists (select from change_decision g where g.client_id = a.client_id and g.request_id = a.request_id
          and g.position = a.position and g.user_id = a.user_id)
        and (a.user_id = ${userId}::uuid or exists (select from approver_setting x where x.client_id = a.client_id and x.user_id = a.user_id
          and x.stand_in_id = ${userId}::uuid and ${today}::date between x.away_from and x.away_until)))
      and not exists (select from change_decision d where d.client_id = s.client_id and d.request_id = s.request_id
        and d.position = s.position and d.decided_by = ${userId}::uuid)
    order by s.opened_at, r.id limit 20`;
}

/** How many requests wait for the MSP's approval. */
export async function countAtMsp(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from change_step s join client_facts c on c.id = s.client_id and c.ended_at is null
    where s.state = 'open' and s.approving = 'msp'`;
  return row?.count ?? 0;
}

/** The requests that wait for the MSP's approval, the oldest first. */
export function listAtMsp(
  tx: Tx,
  limit: number,
): Promise<{ id: string; title: string; clientName: string; who: string | null; since: Date }[]> {
  return tx.$queryRaw`
    select r.id::text, r.title, c.name as "clientName", u.name as who, s.opened_at as since
    from change_step s join client_facts c on c.id = s.client_id and c.ended_at is null
    join request_facts r on r.client_id = s.client_id and r.id = s.request_id
    left join user_facts u on u.id = r.requester_id
    where s.state = 'open' and s.approving = 'msp' order by s.opened_at, r.id limit ${limit}`;
}

/** Those of a client's requests that needed approval and have all of it. */
export async function listApproved(tx: Tx, clientId: string, requestIds: string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select request_id::text as id from change_step where client_id = ${clientId}::uuid and request_id = any (${requestIds}::uuid[])
    group by request_id having bool_and(state = 'approved')`;
  return rows.map(({ id }) => id);
}
