import type { Tx } from "#app/platform/db.server.ts";

import type { Agreement } from "./agreement.ts";
import type { SubjectKind } from "./kinds.ts";
import { listClientsWithSigned, listForSubject, listOfClient } from "./store/agreement-store.server.ts";

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

/** A client's agreements about its contracts and about the proposals they come from, in the caller's scope: of each subject the open, the signed or else the newest one. */
export async function listContractAgreements(tx: Tx, clientId: string): Promise<Agreement[]> {
  const all = (await listOfClient(tx, clientId)).filter(({ subjectKind }) => subjectKind !== "hour-terms");
  const rank = ({ state }: Agreement): number => (state === "open" ? 0 : state === "signed" ? 1 : 2);
  const seen = new Set<string>();
  return all
    .sort((a, b) => rank(a) - rank(b))
    .filter(({ subjectKind, subjectId }) => {
      const subject = `${subjectKind} ${subjectId}`;
      return !seen.has(subject) && seen.add(subject);
    });
}

/** The clients whose terms for prepaid hours are signed, in the caller's scope. */
export async function listSignedTerms(tx: Tx): Promise<ReadonlySet<string>> {
  return new Set(await listClientsWithSigned(tx, "hour-terms"));
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
