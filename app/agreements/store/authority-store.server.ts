import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** Why somebody may sign for a client, as it stands beside their name ("statutory director"), since when, and who said so. */
export type Authority = {
  userId: string;
  words: string;
  sinceOn: Day | null;
  recordedBy: string;
  recordedAt: Date;
};

/** What is recorded of who may sign for a client in sight. One query. */
export function listAuthorities(tx: Tx, clientId: string): Promise<Authority[]> {
  return tx.$queryRaw<Authority[]>`
    select user_id::text as "userId", words, since_on::text as "sinceOn", recorded_by_name as "recordedBy", recorded_at as "recordedAt"
    from signing_authority where client_id = ${clientId}::uuid order by recorded_at`;
}

/** Keeps why somebody may sign for a client, in the place of what was recorded before. */
export async function keepAuthority(
  tx: Tx,
  clientId: string,
  row: { userId: string; words: string; sinceOn: Day | null; by: { userId: string; name: string }; at: Date },
): Promise<void> {
  await tx.$executeRaw`
    insert into signing_authority (client_id, user_id, words, since_on, recorded_by, recorded_by_name, recorded_at)
    values (${clientId}::uuid, ${row.userId}::uuid, ${row.words}, ${row.sinceOn}::date, ${row.by.userId}::uuid, ${row.by.name}, ${row.at})
    on conflict (client_id, user_id) do update set words = excluded.words, since_on = excluded.since_on, recorded_by = excluded.recorded_by,
      recorded_by_name = excluded.recorded_by_name, recorded_at = excluded.recorded_at`;
}

/** Forgets that somebody may sign for a client. */
export async function deleteAuthority(tx: Tx, clientId: string, userId: string): Promise<void> {
  await tx.$executeRaw`
    delete from signing_authority where client_id = ${clientId}::uuid and user_id = ${userId}::uuid`;
}
