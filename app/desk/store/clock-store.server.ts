import { z } from "zod";

import type { ClockKind } from "#app/desk/rules/clock-facts.ts";
import { weekSchema, type BusinessHours } from "#app/desk/sla/business-hours.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import type { Priority } from "#app/requests/rules/priority.ts";
import type { RequestState } from "#app/requests/rules/request-state.ts";

/** Names the request that a clock is of. */
export type ClockKey = { clientId: string; requestId: string };

/** What a request's clocks are counted from. */
export type ClockSubject = ClockKey & {
  number: number;
  title: string;
  state: RequestState;
  priority: Priority;
  assigneeId: string | null;
  createdAt: Date;
  closedAt: Date | null;
  firstResponseAt: Date | null;
  mergedInto: string | null;
  clientName: string;
  clientZone: string;
};

/** A request with its client's zone; null where there is none. */
export async function findClockSubject(
  tx: Tx,
  { clientId, requestId }: ClockKey,
): Promise<ClockSubject | null> {
  const [row] = await tx.$queryRaw<ClockSubject[]>`
    select r.client_id::text as "clientId", r.id::text as "requestId", r.number::int, r.title, r.state, r.priority, r.assignee_id::text as "assigneeId",
      r.created_at as "createdAt", r.closed_at as "closedAt", r.first_response_at as "firstResponseAt", r.merged_into::text as "mergedInto",
      c.name as "clientName", c.zone as "clientZone"
    from request_facts r join client_facts c on c.id = r.client_id
    where r.client_id = ${clientId}::uuid and r.id = ${requestId}::uuid`;
  return row ?? null;
}

/** The states that a request came into, oldest first. */
export function listStateChanges(
  tx: Tx,
  { clientId, requestId }: ClockKey,
): Promise<{ at: Date; state: string }[]> {
  return tx.$queryRaw<{ at: Date; state: string }[]>`
    select at, value as state from request_change_facts
    where client_id = ${clientId}::uuid and request_id = ${requestId}::uuid and kind = 'state' order by at, seq`;
}

const calendar = z.object({
  id: z.string(),
  zone: z.string(),
  week: weekSchema,
  holidays: z.array(z.string()),
  warnMinutes: z.number(),
});

/** The calendar of a contract, or the default one; null where there is neither. */
export async function findCalendar(
  tx: Tx,
  { clientId, contractId }: { clientId: string; contractId: string },
): Promise<(BusinessHours & { id: string; warnMinutes: number }) | null> {
  const [row] = await tx.$queryRaw<unknown[]>`
    select k.id::text, k.zone, k.week, k.warn_minutes as "warnMinutes",
      coalesce((select array_agg(h."on"::text order by h."on") from sla_holiday h where h.calendar_id = k.id), '{}') as holidays
    from sla_calendar k
    where k.id = coalesce((select s.calendar_id from sla_contract_calendar s
      where s.client_id = ${clientId}::uuid and s.contract_id = ${contractId}::uuid), (select d.id from sla_calendar d where d.is_default))`;
  return row ? calendar.parse(row) : null;
}

/** A promise and how it stands. */
export type StoredClock = {
  kind: ClockKind;
  priority: Priority;
  targetMinutes: number;
  dueAt: Date | null;
  warnAt: Date | null;
  leftMinutes: number | null;
  metAt: Date | null;
  warnedAt: Date | null;
};

/** The clocks of a request: the first response, then the end. One query. */
export function listClocks(tx: Tx, { clientId, requestId }: ClockKey): Promise<StoredClock[]> {
  return tx.$queryRaw<StoredClock[]>`
    select kind, priority, target_minutes as "targetMinutes", due_at as "dueAt", warn_at as "warnAt", left_minutes as "leftMinutes", met_at as "metAt",
      warned_at as "warnedAt"
    from sla_clock where client_id = ${clientId}::uuid and request_id = ${requestId}::uuid order by kind = 'resolution'`;
}

/** Writes a clock as it stands now; a warning that went out for the same priority stays so. */
export async function writeClock(
  tx: Tx,
  { clientId, requestId }: ClockKey,
  clock: Omit<StoredClock, "warnedAt"> & { calendarId: string; startedAt: Date },
): Promise<void> {
  await tx.$executeRaw`
    insert into sla_clock (client_id, request_id, kind, priority, target_minutes, calendar_id, started_at, due_at, warn_at, left_minutes, met_at)
    values (${clientId}::uuid, ${requestId}::uuid, ${clock.kind}, ${clock.priority}, ${clock.targetMinutes}, ${clock.calendarId}::uuid,
      ${clock.startedAt}, ${clock.dueAt}, ${clock.warnAt}, ${clock.leftMinutes}, ${clock.metAt})
    on conflict (client_id, request_id, kind) do update set priority = excluded.priority, target_minutes = excluded.target_minutes,
      calendar_id = excluded.calendar_id, started_at = excluded.started_at, due_at = excluded.due_at, warn_at = excluded.warn_at,
      left_minutes = excluded.left_minutes, met_at = excluded.met_at,
      warned_at = case when sla_clock.priority = excluded.priority then sla_clock.warned_at end`;
}

/** Takes away the clocks of a request but those of these kinds. */
export async function removeOtherClocks(
  tx: Tx,
  { clientId, requestId }: ClockKey,
  kept: readonly ClockKind[],
): Promise<void> {
  await tx.slaClock.deleteMany({ where: { clientId, requestId, kind: { notIn: [...kept] } } });
}

/** Marks that a clock has warned; tells whether it had not before. */
export async function markWarned(
  tx: Tx,
  { clientId, requestId }: ClockKey,
  { kind, at }: { kind: ClockKind; at: Date },
): Promise<boolean> {
  const marked = await tx.$executeRaw`
    update sla_clock set warned_at = ${at} where client_id = ${clientId}::uuid and request_id = ${requestId}::uuid and kind = ${kind}
      and warned_at is null and met_at is null and warn_at <= ${at} and due_at is not null`;
  return marked === 1;
}

/** The open requests with a promise, for counting their clocks anew. */
export function listOpenClocks(tx: Tx): Promise<ClockKey[]> {
  return tx.$queryRaw<ClockKey[]>`
    select k.client_id::text as "clientId", k.request_id::text as "requestId" from sla_clock k
    join request_facts r on r.client_id = k.client_id and r.id = k.request_id
    where r.state not in ('done', 'refused', 'withdrawn') group by 1, 2`;
}
