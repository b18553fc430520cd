import { createHash } from "node:crypto";

import { appendAudit } from "#app/identity/audit.server.ts";
import type { IdentityProof } from "#app/identity/require-proof.server.ts";
import type { Scope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { getLocale } from "#app/platform/i18n/locale.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { ownSigner, type Agreement, type Signer } from "./agreement.ts";
import { askForLetters } from "./ask-for-jobs.server.ts";
import { expireIfDue } from "./end-agreement.server.ts";
import { isComplete, isOwnName, whoseTurn } from "./rules/signing.ts";
import {
  findAgreement,
  listForSubject,
  lockAgreement,
  moveAgreement,
  recordAct,
} from "./store/agreement-store.server.ts";
import { appendEvidence, type NewEvidence } from "./store/evidence-store.server.ts";
import { findFileHash } from "./store/file-store.server.ts";
import { writeDocument } from "./write-document.server.ts";

/** What somebody who signs has seen and typed. */
export type WantedSignature = {
  agreementId: string;
  /** The hash of the document that was shown. */
  seen: string;
  typedName: string;
  /** The sentences that were agreed to, as they were shown. */
  consent: string[];
  /** Whether the end of the document was on the screen, as the browser told; without scripts it can't. */
  endSeen: "observed" | "not-observed";
};

export type SignRefusal = "document-changed" | "not-open" | "not-your-turn" | "declined" | "name-differs";

/**
 * Signs an agreement as the person it is addressed to, with the proof of who sits there. The last signature completes it: an earlier one of
 * the subject is superseded, the sealing and the subject's job `signed-<kind>` are asked for, all in the one transaction. Signing twice is
 * once. 404 where the agreement is not addressed to this person; refused where it is not what was shown.
 */
export async function signAgreement(
  scope: Scope,
  proof: IdentityProof,
  wanted: WantedSignature,
): Promise<Result<Agreement, SignRefusal>> {
  const shownFile = await writeDocument(scope, wanted.agreementId);
  return inScope(scope, async (tx) => {
    const agreement = (await lockAgreement(tx, wanted.agreementId)) ?? notFound();
    const signer = ownSigner(agreement, scope) ?? notFound();
    const refusal = await whyNot(tx, agreement, signer, wanted);
    if (refusal) return refuse(refusal);
    if (signer.state === "signed") return ok(agreement);
    const at = now();
    await recordAct(tx, agreement, signer.id, { at, typedName: wanted.typedName.trim() });
    await appendEvidence(tx, agreement, signatureEvidence(agreement, signer, proof, wanted, shownFile, at));
    const signed = (await findAgreement(tx, agreement.id)) ?? notFound();
    if (isComplete(signed.signers)) await complete(tx, signed, at);
    else if (signer.position !== whoseTurn(signed.signers)[0]?.position) await askForLetters(tx, signed);
    await appendAudit(tx, scope, {
      action: "agreement.signed",
      target: `agreement:${agreement.number}`,
      clientId: agreement.clientId,
      detail: { title: agreement.title },
    });
    return ok((await findAgreement(tx, agreement.id)) ?? signed);
  });
}

async function whyNot(
  tx: Tx,
  agreement: Agreement,
  signer: Signer,
  wanted: WantedSignature,
): Promise<SignRefusal | null> {
  if (agreement.documentHash !== wanted.seen) return "document-changed";
  if (signer.state === "signed") return null;
  if (agreement.state === "superseded") return "document-changed";
  if (signer.state === "declined" || agreement.state === "declined") return "declined";
  if (agreement.state !== "open" || (await expireIfDue(tx, agreement))) return "not-open";
  if (!whoseTurn(agreement.signers).some(({ id }) => id === signer.id)) return "not-your-turn";
  return isOwnName(wanted.typedName, signer.name) ? null : "name-differs";
}

function signatureEvidence(
  agreement: Agreement,
  signer: Signer,
  proof: IdentityProof,
  wanted: WantedSignature,
  pdfHash: string,
  at: Date,
): NewEvidence {
  const { name, email, company, authority, side } = signer;
  return {
    kind: "signed",
    at,
    signerId: signer.id,
    content: {
      ...{ name, email, company, authority, side, typedName: wanted.typedName.trim() },
      documentHash: agreement.documentHash,
      pdfHash,
      consent: wanted.consent,
      consentHash: createHash("sha256").update(wanted.consent.join("\n")).digest("hex"),
      endSeen: wanted.endSeen,
      locale: getLocale(),
      proof: { ...proof, provenAt: proof.provenAt.toISOString() },
    },
  };
}

/** Everybody has signed: the subject's earlier agreement ends, the file is sealed, and the subject's module hears. */
async function complete(tx: Tx, agreement: Agreement, at: Date): Promise<void> {
  const { clientId, id, subjectKind, subjectId } = agreement;
  const earlier = await listForSubject(tx, subjectKind, subjectId);
  for (const one of earlier.filter(({ state }) => state === "signed")) {
    await moveAgreement(tx, one, "superseded", at);
    await appendEvidence(tx, one, { kind: "superseded", at, content: { by: agreement.number } });
  }
  await moveAgreement(tx, agreement, "signed", at);
  const pdfHash = await findFileHash(tx, agreement, "shown");
  await appendEvidence(tx, agreement, { kind: "completed", at, content: { pdfHash } });
  await enqueue(tx, "agreements.seal", { clientId, id }, { key: `agreement-seal:${id}` });
  await enqueue(
    tx,
    `signed-${subjectKind}`,
    { clientId, subjectId, agreementId: id },
    { key: `signed:${id}` },
  );
}
