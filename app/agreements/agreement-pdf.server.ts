import type { Scope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { downloadFile } from "#app/platform/download.server.ts";
import { asSystem, inScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";

import { fileNameOf, ownSigner, type Agreement } from "./agreement.ts";
import { findAgreement, lockAgreement } from "./store/agreement-store.server.ts";
import { appendEvidence, hasDownloaded } from "./store/evidence-store.server.ts";
import { findFile, type FilePart } from "./store/file-store.server.ts";
import { findTimestamp } from "./store/timestamp-store.server.ts";
import { writeShownFile } from "./write-document.server.ts";

/** The token of a timestamp authority over the sealed PDF of an agreement in sight. 404 for others, and where there is none. */
async function answerTimestamp(scope: Scope, agreementId: string): Promise<Response> {
  const { agreement, stamp } = await inScope(scope, async (tx) => {
    const found = (await findAgreement(tx, agreementId)) ?? notFound();
    return { agreement: found, stamp: (await findTimestamp(tx, found)) ?? notFound() };
  });
  return downloadFile(`${fileNameOf(agreement)}.tst`, "application/octet-stream", stamp.token);
}

/** Answers a download of an agreement: its PDF, or (`?part=timestamp`) the timestamp beside it. */
export function answerAgreementFile(scope: Scope, agreementId: string, request: Request): Promise<Response> {
  const part = new URL(request.url).searchParams.get("part");
  return part === "timestamp" ? answerTimestamp(scope, agreementId) : answerAgreementPdf(scope, agreementId);
}

/** The PDF of an agreement in sight: the sealed one as soon as there is one, before that the document as it is to be signed. 404 for others. */
async function answerAgreementPdf(scope: Scope, agreementId: string): Promise<Response> {
  const agreement = await inScope(scope, async (tx) => (await findAgreement(tx, agreementId)) ?? notFound());
  if (!agreement.sealedAt) await writeShownFile(agreement);
  const part = agreement.sealedAt ? "sealed" : "shown";
  const file = (await asSystem((tx) => findFile(tx, agreement, part))) ?? notFound();
  await recordDownload(scope, agreement, { part, sha256: file.sha256 });
  return downloadFile(fileNameOf(agreement), "application/pdf", file.content);
}

/** Records that a person got a file of an agreement: the first time, of each file. */
async function recordDownload(
  scope: Scope,
  { id }: Agreement,
  file: { part: FilePart; sha256: string },
): Promise<void> {
  const who = { userId: scope.userId, part: file.part };
  await inScope(scope, async (tx) => {
    const known = await findAgreement(tx, id);
    if (!known || (await hasDownloaded(tx, known, who))) return;
    const agreement = await lockAgreement(tx, id);
    if (!agreement || (await hasDownloaded(tx, agreement, who))) return;
    await appendEvidence(tx, agreement, {
      ...{ kind: "downloaded", at: now(), signerId: ownSigner(agreement, scope)?.id ?? null },
      content: { name: scope.name, user: scope.userId, ...file },
    });
  });
}
