import type { AuditAction } from "#app/identity/audit.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { Scope, StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { ownSigner, type Agreement } from "./agreement.ts";
import { askSubjectToGoOn, askToTell } from "./ask-for-jobs.server.ts";
import type { SubjectKind } from "./kinds.ts";
import {
  findAgreement,
  listForSubject,
  lockAgreement,
  moveAgreement,
  recordAct,
} from "./store/agreement-store.server.ts";
import { appendEvidence } from "./store/evidence-store.server.ts";

export type EndRefusal = "not-open" | "reason-missing";

/** Declines an agreement as one of those it is addressed to, for a reason that the MSP reads; it ends for all. Declining twice is once. */
export function declineAgreement(
  scope: Scope,
  agreementId: string,
  reason: string,
): Promise<Result<null, EndRefusal>> {
  return inScope(scope, async (tx) => {
    const agreement = (await lockAgreement(tx, agreementId)) ?? notFound();
    const signer = ownSigner(agreement, scope) ?? notFound();
    if (signer.state === "declined") return ok(null);
    if (agreement.state !== "open" || signer.state !== "waiting") return refuse("not-open");
    if (reason.trim() === "") return refuse("reason-missing");
    const at = now();
    await recordAct(tx, agreement, signer.id, { at, reason: reason.trim() });
    await moveAgreement(tx, agreement, "declined", at);
    await appendEvidence(tx, agreement, {
      ...{ kind: "declined", at, signerId: signer.id },
      content: { name: signer.name, reason: reason.trim() },
    });
    await askToTell(tx, agreement);
    await askSubjectToGoOn(tx, agreement);
    await endAudit(tx, scope, agreement, "agreement.declined");
    return ok(null);
  });
}

/** Withdraws an open agreement: it can't be signed any more. Safe to repeat. */
export function withdrawAgreement(
  scope: StaffScope,
  agreementId: string,
  reason: string,
): Promise<Result<null, EndRefusal>> {
  return inScope(scope, async (tx) => {
    const done = await withdrawInside(tx, scope, agreementId, reason);
    const agreement = done.ok ? await findAgreement(tx, agreementId) : null;
    if (agreement) await askSubjectToGoOn(tx, agreement);
    return done;
  });
}

/** Takes an open agreement back in the caller's transaction: for the subject's module, whose proposal is withdrawn or changed. */
export async function withdrawInside(
  tx: Tx,
  scope: Scope,
  agreementId: string,
  reason: string,
): Promise<Result<null, EndRefusal>> {
  const agreement = (await lockAgreement(tx, agreementId)) ?? notFound();
  if (agreement.state === "withdrawn") return ok(null);
  if (agreement.state !== "open") return refuse("not-open");
  if (reason.trim() === "") return refuse("reason-missing");
  const at = now();
  await moveAgreement(tx, agreement, "withdrawn", at);
  await appendEvidence(tx, agreement, {
    kind: "withdrawn",
    at,
    content: { by: scope.name, reason: reason.trim() },
  });
  await askToTell(tx, agreement);
  await endAudit(tx, scope, agreement, "agreement.withdrawn");
  return ok(null);
}

/** Cancels the signed agreement of a subject in the caller's transaction, where there is one: for the subject's module, which called off what was agreed before it took effect. The signatures and the sealed file stay. Safe to repeat. */
export async function cancelSignedInside(
  tx: Tx,
  scope: StaffScope,
  { subjectKind, subjectId, reason }: { subjectKind: SubjectKind; subjectId: string; reason: string },
): Promise<void> {
  const signed = (await listForSubject(tx, subjectKind, subjectId)).find(({ state }) => state === "signed");
  const agreement = signed && (await lockAgreement(tx, signed.id));
  if (agreement?.state !== "signed") return;
  const at = now();
  await moveAgreement(tx, agreement, "cancelled", at);
  await appendEvidence(tx, agreement, { kind: "cancelled", at, content: { by: scope.name, reason } });
  await endAudit(tx, scope, agreement, "agreement.cancelled");
}

/** Ends a locked open agreement whose time is over; tells whether it is. */
export async function expireIfDue(tx: Tx, agreement: Agreement): Promise<boolean> {
  const at = now();
  if (agreement.expiresAt === null || agreement.expiresAt > at) return false;
  if (agreement.state !== "open") return true;
  await moveAgreement(tx, agreement, "expired", at);
  await appendEvidence(tx, agreement, {
    ...{ kind: "expired", at },
    content: { expiresAt: agreement.expiresAt.toISOString() },
  });
  await askToTell(tx, agreement);
  await askSubjectToGoOn(tx, agreement);
  await endAudit(tx, "system", agreement, "agreement.expired");
  return true;
}

/** Ends the open agreement of a subject that waits until now, where its time is over; tells whether one is signed, also by whoever signed it just now. */
export async function settleSubject(tx: Tx, subjectKind: SubjectKind, subjectId: string): Promise<boolean> {
  const all = await listForSubject(tx, subjectKind, subjectId);
  if (all.some(({ state }) => state === "signed")) return true;
  const open = all.find(({ state }) => state === "open");
  const locked = open && (await lockAgreement(tx, open.id));
  if (locked) await expireIfDue(tx, locked);
  return locked?.state === "signed";
}

function endAudit(tx: Tx, actor: Scope | "system", agreement: Agreement, action: AuditAction): Promise<void> {
  const { number, clientId, title } = agreement;
  return appendAudit(tx, actor, { action, target: `agreement:${number}`, clientId, detail: { title } });
}
