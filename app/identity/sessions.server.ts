import {
  deleteByToken,
  deleteOthers,
  deleteSession,
  listLiveSessions,
} from "#app/identity/session-store.server.ts";
import { asSystem, inScope } from "#app/platform/db.server.ts";

import { appendAudit } from "./audit.server.ts";
import { findPersonById, visitorOf } from "./people-store.server.ts";
import type { Scope } from "./scope.ts";
import { sessionToken } from "./session-cookie.server.ts";

/** One sign-in that still counts, as its owner recognises it. */
export type SessionRow = {
  id: string;
  current: boolean;
  device: string;
  address: string;
  startedAt: Date;
  lastSeenAt: Date;
};

/** A person's own live sessions, the present one first. */
export async function listSessions(scope: Scope): Promise<SessionRow[]> {
  const rows = await listLiveSessions({ userId: scope.userId, kind: scope.kind, sessionId: scope.sessionId });
  return rows.map((row) => ({
    id: row.id,
    current: row.id === scope.sessionId,
    device: deviceName(row.user_agent ?? ""),
    address: row.ip_address ?? "",
    startedAt: row.created_at,
    lastSeenAt: row.last_seen_at,
  }));
}

/** Ends one of a person's own sessions; false when it is not theirs or gone. */
export async function endSession(scope: Scope, sessionId: string): Promise<boolean> {
  const { count } = await deleteSession(sessionId, scope.userId);
  if (count === 0) return false;
  const own = sessionId === scope.sessionId;
  await inScope(scope, (tx) =>
    appendAudit(tx, scope, {
      action: "session.ended",
      target: `session:${sessionId}`,
      detail: { by: own ? "sign-out" : "list" },
    }),
  );
  return true;
}

/** Ends the session that a request brought along, where a new sign-in takes its place in the browser: its own person's, or somebody else's. */
export async function endReplacedSession(request: { headers: Headers }): Promise<void> {
  const token = sessionToken(request);
  if (!token) return;
  const row = await deleteByToken(token);
  if (!row) return;
  await asSystem(async (tx) => {
    const person = await findPersonById(tx, row.user_id);
    await appendAudit(tx, visitorOf(person), {
      action: "session.ended",
      target: `session:${row.id}`,
      clientId: person?.clientId ?? null,
      detail: { by: "replaced" },
    });
  });
}

/** Ends all of a person's sessions but the present one; answers how many. */
export async function endOtherSessions(scope: Scope): Promise<number> {
  const { count } = await deleteOthers(scope.userId, scope.sessionId);
  await inScope(scope, (tx) => appendAudit(tx, scope, { action: "session.others-ended", detail: { count } }));
  return count;
}

const browsers: [RegExp, string][] = [
  [/Edg\//, "Edge"],
  [/Firefox\//, "Firefox"],
  [/OPR\//, "Opera"],
  [/Chrome\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const systems: [RegExp, string][] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

function deviceName(userAgent: string): string {
  const find = (list: [RegExp, string][]): string | undefined =>
    list.find(([pattern]) => pattern.test(userAgent))?.[1];
  return [find(browsers), find(systems)].filter(Boolean).join(", ");
}
