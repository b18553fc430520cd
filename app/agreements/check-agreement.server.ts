import { createHash } from "node:crypto";

import { countAttempt, networkSubject, takeBackAttempt } from "#app/identity/throttle.server.ts";
import { findMsp } from "#app/platform/msp.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";

import { wasSigned, type Agreement } from "./agreement.ts";
import { sha256Of } from "./rules/checkable.ts";
import { readSeal, type SealState } from "./seal/read-seal.server.ts";
import { findCancelledAt } from "./store/evidence-store.server.ts";
import { findAgreement } from "./store/agreement-store.server.ts";
import { findByHash, findBySeal, type KnownFile } from "./store/file-store.server.ts";
import { findTimestamp } from "./store/timestamp-store.server.ts";
import { listFingerprints } from "./store/seal-store.server.ts";

/** What a person who has a signed file may read about it. */
export type CheckedAgreement = {
  title: string;
  number: number;
  clientName: string;
  signedAt: string | null;
  /** When it was cancelled after everybody had signed; null where it was not. */
  cancelledAt: string | null;
  signers: { name: string; company: string; signedAt: string | null }[];
  /** Since when an authority knows the sealed file; null where none was asked, or not yet. */
  proven: { at: string; authority: string } | null;
};

export type CheckAnswer =
  /** The very bytes that were sealed, and the agreement still holds. */
  | { state: "whole"; agreement: CheckedAgreement }
  /** The very bytes that were sealed, but a newer agreement took its place. */
  | { state: "superseded"; agreement: CheckedAgreement }
  /** The very bytes that were sealed, but what was agreed was called off before it took effect. */
  | { state: "cancelled"; agreement: CheckedAgreement }
  /** The document as it was shown, without signatures and seal. */
  | { state: "unsealed"; agreement: CheckedAgreement }
  /** It comes from a file of ours, and is not that file any more; `why` says what is wrong with its seal. */
  | { state: "changed"; why: SealState; agreement: CheckedAgreement }
  | { state: "unknown" }
  | { state: "wait"; minutes: number };

/** Tells how a file stands to what was sealed here. Only the stored SHA-256 says that it is whole; everything else says what is wrong. A network that keeps guessing has to wait. */
export async function checkFile(file: Buffer): Promise<CheckAnswer> {
  return guarded(() => asSystem((tx) => judgeFile(tx, file)));
}

/** What `checkFile` answers, without the limit on guessing. */
export async function judgeFile(tx: Tx, file: Buffer): Promise<Exclude<CheckAnswer, { state: "wait" }>> {
  const known = await findByHash(tx, hashOf(file));
  if (known) return verdict(tx, known);
  const { state, sealHash } = readSeal(file, await listFingerprints(tx));
  const origin = (sealHash && (await findBySeal(tx, sealHash))) || (await findShown(tx, file));
  const agreement = origin && (await findAgreement(tx, origin.agreementId));
  return agreement
    ? { state: "changed", why: state, agreement: await shown(tx, agreement) }
    : { state: "unknown" };
}

/** Tells how the file of a SHA-256 (hex) stands to what was sealed here; what is no SHA-256 is unknown. */
export async function checkHash(typed: string): Promise<CheckAnswer> {
  const sha256 = sha256Of(typed);
  if (sha256 === null) return { state: "unknown" };
  return guarded(() =>
    asSystem(async (tx) => {
      const known = await findByHash(tx, sha256);
      return known ? verdict(tx, known) : { state: "unknown" };
    }),
  );
}

/** The time zone in which the page gives its times: the MSP's. */
export async function getCheckZone(): Promise<string> {
  return (await asSystem(findMsp))?.zone ?? "UTC";
}

async function guarded(check: () => Promise<CheckAnswer>): Promise<CheckAnswer> {
  const subject = networkSubject("agreement");
  const attempt = await countAttempt(subject);
  if (!attempt.allowed) return { state: "wait", minutes: attempt.minutes };
  const answer = await check();
  if (answer.state !== "unknown") await takeBackAttempt(subject);
  return answer;
}

async function verdict(
  tx: Tx,
  { agreementId, part }: KnownFile,
): Promise<Exclude<CheckAnswer, { state: "wait" }>> {
  const agreement = await findAgreement(tx, agreementId);
  if (!agreement) return { state: "unknown" };
  if (part === "shown") return { state: "unsealed", agreement: await shown(tx, agreement) };
  const { state } = agreement;
  return {
    state: state === "superseded" || state === "cancelled" ? state : "whole",
    agreement: await shown(tx, agreement),
  };
}

/** The document that the first part of a file is: what was sealed follows the bytes that were shown. */
async function findShown(tx: Tx, file: Buffer): Promise<KnownFile | null> {
  const end = file.indexOf("%%EOF");
  if (end < 0) return null;
  for (const length of [end + 6, end + 5, end + 7]) {
    const known = await findByHash(tx, hashOf(file.subarray(0, length)));
    if (known) return known;
  }
  return null;
}

async function shown(tx: Tx, agreement: Agreement): Promise<CheckedAgreement> {
  const { title, number, clientName, closedAt, signers } = agreement;
  const stamp = await findTimestamp(tx, agreement);
  const cancelledAt = await findCancelledAt(tx, agreement);
  return {
    ...{ title, number, clientName },
    proven: stamp && { at: stamp.at.toISOString(), authority: stamp.authority },
    cancelledAt: cancelledAt?.toISOString() ?? null,
    signedAt: wasSigned(agreement) ? (closedAt?.toISOString() ?? null) : null,
    signers: signers.map((signer) => ({
      name: signer.name,
      company: signer.company,
      signedAt: signer.state === "signed" ? (signer.actedAt?.toISOString() ?? null) : null,
    })),
  };
}

function hashOf(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
