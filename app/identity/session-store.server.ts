import { asAuth, authPrisma } from "#app/platform/db.server.ts";

/** A live session with its person and the place where it is. */
export type LiveSession = {
  session_id: string;
  user_id: string;
  name: string;
  email: string;
  locale: string;
  theme: string;
  spreadsheet: string;
  muted_letters: string[];
  two_factor_enabled: boolean;
  role: string;
  client_id: string | null;
  client_name: string | null;
  zone: string;
  msp_name: string;
  mfa_required: boolean;
  fresh: boolean;
  stale: boolean;
  places: number;
  /** The membership that the row is read by. */
  membership_id: string;
  /** The session was put at a membership, which may have ended since. */
  placed: boolean;
  /** The session is at this row's membership. */
  chosen: boolean;
};

/** A client (or the MSP, without a name) that somebody has access at. */
export type PlaceRow = { membershipId: string; name: string | null; role: string; current: boolean };

/** Deletes the sessions that are over. */
export async function deleteOldSessions(): Promise<void> {
  await authPrisma().$executeRaw`delete from session where expires_at < now()`;
}

/** Deletes the links and codes that are over. */
export async function deleteOldLinks(): Promise<void> {
  await authPrisma().$executeRaw`delete from verification where expires_at < now()`;
}

/** Puts a session at a place where its person has access. */
export async function placeSessionByToken(token: string, membershipId: string): Promise<void> {
  await authPrisma().$executeRaw`
    update session s set membership_id = m.id from membership m
    where s.token = ${token} and m.id = ${membershipId}::uuid and m.user_id = s.user_id`;
}

/** Deletes a person's sessions at memberships that ended, and all of who has no access left. Those at other places go on. */
export async function deleteSessionsWithoutAccess(userId: string): Promise<void> {
  await authPrisma().$executeRaw`
    delete from session s where s.user_id = ${userId}::uuid
      and (exists (select from membership m where m.id = s.membership_id and m.ended_at is not null)
        or not exists (select from membership m where m.user_id = s.user_id and m.ended_at is null))`;
}

/** Keeps the membership that a session is at from now on, where none is kept yet. */
export async function placeSession(sessionId: string, membershipId: string): Promise<void> {
  await asAuth("update session set membership_id = $2::uuid where id = $1::uuid and membership_id is null", [
    sessionId,
    membershipId,
  ]);
}

/** Where the person of a session has access, by name. */
export async function listPlacesOfSession(sessionId: string, userId: string): Promise<PlaceRow[]> {
  return authPrisma().$queryRaw<PlaceRow[]>`
    select m.id::text as "membershipId", c.name, m.role, m.id is not distinct from s.membership_id as current
    from session s join membership m on m.user_id = s.user_id left join client_session_facts c on c.id = m.client_id
    where s.id = ${sessionId}::uuid and s.user_id = ${userId}::uuid and m.ended_at is null and c.ended_at is null
    order by c.name, m.id`;
}

/** Puts a session at another place of its person; null where they have no access there. */
export async function moveSession({
  membershipId,
  userId,
  sessionId,
}: {
  membershipId: string;
  userId: string;
  sessionId: string;
}): Promise<{ clientId: string | null; moved: boolean } | null> {
  const [row] = await authPrisma().$queryRaw<{ clientId: string | null; moved: boolean }[]>`
    with place as (
      select m.id, m.user_id, m.client_id from membership m left join client_session_facts c on c.id = m.client_id
      where m.id = ${membershipId}::uuid and m.user_id = ${userId}::uuid and m.ended_at is null and c.ended_at is null
    ), moved as (
      update session s set membership_id = p.id from place p
      where s.id = ${sessionId}::uuid and s.user_id = p.user_id and s.membership_id is distinct from p.id returning s.id
    )
    select p.client_id::text as "clientId", exists (select from moved) as moved from place p`;
  return row ?? null;
}

/** By what a person proved who they are: a code of their app, a backup code, or the password. */
export type ProvenBy = "app" | "backup-code" | "password";

/** Keeps by what the person of a session just proved who they are; the session by its token. */
export async function keepProof(token: string, provenBy: ProvenBy): Promise<void> {
  await authPrisma().session.updateMany({ where: { token }, data: { provenBy } });
}

/** When, how strongly and by what a session's person proved who they are; `by` is null where that is not known. */
export async function findProofOf(
  sessionId: string,
): Promise<{ aal: number; at: Date; by: ProvenBy | null; recent: boolean } | null> {
  const [row] = await authPrisma().$queryRaw<
    { aal: number; at: Date; by: ProvenBy | null; recent: boolean }[]
  >`
    select aal, created_at as at, proven_by as by, created_at > now() - ${proofMinutes}::int * interval '1 minute' as recent
    from session where id = ${sessionId}::uuid`;
  return row ?? null;
}

const proofMinutes = 5;

/** Deletes a person's sessions without a second factor. */
export async function deleteWeakSessions(userId: string): Promise<void> {
  await authPrisma().session.deleteMany({ where: { userId, aal: 1 } });
}

/** A person's live sessions, the present one first. */
export async function listLiveSessions({
  userId,
  kind,
  sessionId,
}: {
  userId: string;
  kind: "staff" | "client";
  sessionId: string;
}): Promise<
  {
    id: string;
    user_agent: string | null;
    ip_address: string | null;
    created_at: Date;
    last_seen_at: Date;
  }[]
> {
  return authPrisma().$queryRaw<
    {
      id: string;
      user_agent: string | null;
      ip_address: string | null;
      created_at: Date;
      last_seen_at: Date;
    }[]
  >`
      select id::text, user_agent, ip_address, created_at, last_seen_at from session
      where user_id = ${userId}::uuid and expires_at > now()
        and last_seen_at > now() - case when ${kind === "staff"}::boolean then interval '1 hour' else interval '8 hours' end
      order by id = ${sessionId}::uuid desc, last_seen_at desc`;
}

/** Deletes one of a person's own sessions, and answers how many that were. */
export async function deleteSession(sessionId: string, userId: string): Promise<{ count: number }> {
  return authPrisma().session.deleteMany({ where: { id: sessionId, userId } });
}

/** Deletes the session of a token; null for none. */
export async function deleteByToken(token: string): Promise<{ id: string; user_id: string } | null> {
  const [row] = await authPrisma().$queryRaw<{ id: string; user_id: string }[]>`
    delete from session where token = ${token} returning id::text, user_id::text`;
  return row ?? null;
}

/** Deletes all sessions of a person but one, and answers how many. */
export async function deleteOthers(userId: string, sessionId: string): Promise<{ count: number }> {
  return authPrisma().session.deleteMany({
    where: { userId, id: { not: sessionId } },
  });
}

/** The live session of a token with its person and place; no row for none. */
export async function findSession(token: string): Promise<LiveSession | null> {
  const [row] = await asAuth<LiveSession>(sessionText, [token]);
  return row ?? null;
}

/** Keeps that a session is in use. */
export async function touchSession(sessionId: string): Promise<void> {
  await asAuth("update session set last_seen_at = now() where id = $1::uuid", [sessionId]);
}

// Live means: not past its 12 hours, not idle (staff an hour, clients eight), membership and client not ended,
// and as strong a sign-in as the account asks for. Of several places it is the one that was chosen; where that one is gone,
// the row is of another one and says so.
const sessionText = `
  select s.id::text as session_id, u.id::text as user_id, u.name, u.email, u.locale, u.theme, u.spreadsheet, u.muted_letters, u.two_factor_enabled, m.role,
    m.client_id::text, c.name as client_name, coalesce(c.zone, p.zone) as zone, p.name as msp_name, p.mfa_required,
    s.created_at > now() - interval '15 minutes' as fresh, s.last_seen_at < now() - interval '1 minute' as stale,
    count(*) over ()::int as places, m.id::text as membership_id, s.membership_id is not null as placed,
    m.id is not distinct from s.membership_id as chosen
  from session s
  join "user" u on u.id = s.user_id
  join membership m on m.user_id = u.id and m.ended_at is null
  left join client_session_facts c on c.id = m.client_id
  cross join msp_session_facts p
  where s.token = $1 and s.expires_at > now() and c.ended_at is null
    and s.last_seen_at > now() - case when m.client_id is null then interval '1 hour' else interval '8 hours' end
    and s.aal >= case when u.two_factor_enabled then 2 else 1 end
  order by chosen desc, c.name, m.id limit 1`;
