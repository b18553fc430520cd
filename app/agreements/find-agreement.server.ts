import type { Tx } from "#app/platform/db.server.ts";

import type { Agreement } from "./agreement.ts";
import type { SubjectKind } from "./kinds.ts";
import { listForSubject } from "./store/agreement-store.server.ts";

/**
 * The agreement of a subject, in the caller's scope: the open revision where there is one, else the signed one, else the newest that ended
 * without; null where none was made. Its page is `/agreements/<id>` (`/staff/agreements/<id>` for staff).
 */
export async function findAgreementFor(
  tx: Tx,
  subjectKind: SubjectKind,
  subjectId: string,
): Promise<Agreement | null> {
  const all = await listForSubject(tx, subjectKind, subjectId);
  return (
    all.find(({ state }) => state === "open") ?? all.find(({ state }) => state === "signed") ?? all[0] ?? null
  );
}

/** The signed agreement that holds for a subject; null while none is signed. */
export async function findSignedFor(
  tx: Tx,
  subjectKind: SubjectKind,
  subjectId: string,
): Promise<Agreement | null> {
  const all = await listForSubject(tx, subjectKind, subjectId);
  return all.find(({ state }) => state === "signed") ?? null;
}
