import type { AuditAction } from "#app/identity/audit.ts";
import { appendAuditRow } from "#app/identity/audit-store.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { requestContext } from "#app/platform/request-context.server.ts";

import type { Scope } from "./scope.ts";

/** A visitor who is not signed in (yet), perhaps known by name. */
export type Visitor = { kind: "visitor"; userId: string | null; name: string };

export type AuditActor = Scope | Visitor | "system";

export type AuditEntry = {
  /** What was done, thing first: `order.created`, `session.ended`. */
  action: AuditAction;
  /** What it was done to: `order:1042`. */
  target?: string | undefined;
  /** Whose chain it belongs to; a client's person always writes to that client's, staff to the MSP's unless they say. */
  clientId?: string | null | undefined;
  result?: "ok" | "refused" | undefined;
  detail?: Record<string, string | number | boolean | null | readonly string[]> | undefined;
};

/** Appends one row to the append-only, hash-chained audit log, in the caller's transaction; call it last, it locks the chain's head. */
export async function appendAudit(tx: Tx, actor: AuditActor, entry: AuditEntry): Promise<void> {
  const context = requestContext();
  const person = actor === "system" ? { userId: null, name: "system" } : actor;
  const clientId = actor !== "system" && actor.kind === "client" ? actor.clientId : (entry.clientId ?? null);
  await appendAuditRow(tx, {
    clientId,
    userId: person.userId,
    name: person.name,
    action: entry.action,
    target: entry.target,
    result: entry.result,
    ip: context?.ip,
    requestId: context?.requestId,
    detail: { ...entry.detail, ...(context?.via ? { via: context.via } : {}) },
  });
}
