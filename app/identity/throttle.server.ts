import { createHash } from "node:crypto";

import { authPrisma } from "#app/platform/db.server.ts";
import { requestContext } from "#app/platform/request-context.server.ts";

import { lockMinutes, networkOf } from "./rules/throttle-subjects.ts";

/** What guesses are counted for, and how many wrong ones make a round. */
export type Subject = { key: string; round: number };

/** A guess that may be made, or the whole minutes until the next one may. `lastOfRound`: if this one is wrong too, the subject is locked. */
export type Attempt =
  { allowed: true; failures: number; lastOfRound: boolean } | { allowed: false; minutes: number };

type Kind = "account" | "device" | "code" | "confirm" | "forgot" | "device-forgot" | "invited";

/** One person's or mailbox's guesses, of one kind; the text itself is not kept. */
export function subjectOf(kind: Kind, text: string): Subject {
  return {
    key: `${kind}:${createHash("sha256").update(text.trim().toLowerCase()).digest("base64url")}`,
    round: 5,
  };
}

/** The caller's network, counted apart for signing in, reset letters and the check of statements: many people share one, so its rounds are longer. */
export function networkSubject(site: "network" | "forgot" | "statement" | "agreement" = "network"): Subject {
  return { key: `${site}:${networkOf(requestContext()?.ip ?? "unknown")}`, round: 20 };
}

/** Who sends invitations: one person's may be many, a flood has pauses that grow. */
export function inviterSubject(userId: string): Subject {
  return { key: `inviter:${userId}`, round: 30 };
}

/** Counts a guess before it is made, so that a hundred at once don't slip past the count; the last of a round locks the subject until it proves right. */
export async function countAttempt(subject: Subject): Promise<Attempt> {
  const steps = Array.from({ length: 9 }, (_, at) => lockMinutes(at + 1));
  const [row] = await authPrisma().$queryRaw<{ failures: number; last: boolean }[]>`
    insert into sign_in_throttle as t (subject, failures, last_failure_at) values (${subject.key}, 1, now())
    on conflict (subject) do update set
      failures = case when t.last_failure_at < now() - interval '1 day' then 1 else t.failures + 1 end,
      locked_until = case when t.last_failure_at >= now() - interval '1 day' and (t.failures + 1) % ${subject.round}::int = 0
        then now() + make_interval(mins => (${steps}::int[])[least((t.failures + 1) / ${subject.round}::int, ${steps.length}::int)]) end,
      last_failure_at = now()
    where t.locked_until is null or t.locked_until <= now()
    returning failures, failures % ${subject.round}::int = 0 as last`;
  if (row) return { allowed: true, failures: row.failures, lastOfRound: row.last };
  const [lock] = await authPrisma().$queryRaw<{ minutes: number }[]>`
    select ceil(greatest(extract(epoch from locked_until - now()), 1) / 60)::int as minutes from sign_in_throttle where subject = ${subject.key}`;
  return { allowed: false, minutes: lock?.minutes ?? 1 };
}

/** Forgets a subject's wrong guesses after a right one. */
export async function clearAttempts(subject: Subject): Promise<void> {
  await authPrisma().$executeRaw`delete from sign_in_throttle where subject = ${subject.key}`;
}

/** Takes back the one guess that was right, and leaves the others counted: a network is not cleared by its owner's own account. */
export async function takeBackAttempt(subject: Subject): Promise<void> {
  await authPrisma().$executeRaw`
    update sign_in_throttle set failures = greatest(failures - 1, 0), locked_until = case when failures % ${subject.round}::int = 0 then null else locked_until end
    where subject = ${subject.key}`;
}

/** Counts one of at most `most` within the minutes that the first of them begins; false for those beyond. */
export async function countWithin(subject: string, most: number, minutes: number): Promise<boolean> {
  const rows = await authPrisma().$queryRaw<unknown[]>`
    insert into sign_in_throttle as t (subject, failures, last_failure_at, locked_until)
    values (${subject}, 1, now(), now() + make_interval(mins => ${minutes}::int))
    on conflict (subject) do update set
      failures = case when t.locked_until <= now() then 1 else t.failures + 1 end,
      locked_until = case when t.locked_until <= now() then excluded.locked_until else t.locked_until end,
      last_failure_at = now()
    where t.locked_until <= now() or t.failures < ${most}::int
    returning failures`;
  return rows.length > 0;
}
