import { authPrisma } from "#app/platform/db.server.ts";

/** Deletes counts of guesses that nobody added to for two days. */
export async function deleteOldCounts(): Promise<void> {
  await authPrisma()
    .$executeRaw`delete from sign_in_throttle where last_failure_at < now() - interval '2 days'`;
}

/** Counts a guess; null while its subject is locked. */
export async function countGuess({
  key,
  round,
  steps,
  length,
}: {
  key: string;
  round: number;
  steps: number[];
  length: number;
}): Promise<{ failures: number; last: boolean } | null> {
  const [row] = await authPrisma().$queryRaw<{ failures: number; last: boolean }[]>`
    insert into sign_in_throttle as t (subject, failures, last_failure_at) values (${key}, 1, now())
    on conflict (subject) do update set
      failures = case when t.last_failure_at < now() - interval '1 day' then 1 else t.failures + 1 end,
      locked_until = case when t.last_failure_at >= now() - interval '1 day' and (t.failures + 1) % ${round}::int = 0
        then now() + make_interval(mins => (${steps}::int[])[least((t.failures + 1) / ${round}::int, ${length}::int)]) end,
      last_failure_at = now()
    where t.locked_until is null or t.locked_until <= now()
    returning failures, failures % ${round}::int = 0 as last`;
  return row ?? null;
}

/** For how many whole minutes a subject is still locked. */
export async function findLock(key: string): Promise<{ minutes: number } | null> {
  const [row] = await authPrisma().$queryRaw<{ minutes: number }[]>`
    select ceil(greatest(extract(epoch from locked_until - now()), 1) / 60)::int as minutes from sign_in_throttle where subject = ${key}`;
  return row ?? null;
}

/** Forgets a subject's guesses. */
export async function deleteCount(key: string): Promise<void> {
  await authPrisma().$executeRaw`delete from sign_in_throttle where subject = ${key}`;
}

/** Takes one guess of a subject back. */
export async function takeBackGuess(round: number, key: string): Promise<void> {
  await authPrisma().$executeRaw`
    update sign_in_throttle set failures = greatest(failures - 1, 0), locked_until = case when failures % ${round}::int = 0 then null else locked_until end
    where subject = ${key}`;
}

/** Counts one within a window of minutes; no row for one beyond the most. */
export async function countInWindow({
  subject,
  minutes,
  most,
}: {
  subject: string;
  minutes: number;
  most: number;
}): Promise<unknown[]> {
  return authPrisma().$queryRaw<unknown[]>`
    insert into sign_in_throttle as t (subject, failures, last_failure_at, locked_until)
    values (${subject}, 1, now(), now() + make_interval(mins => ${minutes}::int))
    on conflict (subject) do update set
      failures = case when t.locked_until <= now() then 1 else t.failures + 1 end,
      locked_until = case when t.locked_until <= now() then excluded.locked_until else t.locked_until end,
      last_failure_at = now()
    where t.locked_until <= now() or t.failures < ${most}::int
    returning failures`;
}
