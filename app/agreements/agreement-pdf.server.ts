import type { Scope } from "#app/identity/scope.ts";
import { downloadFile } from "#app/platform/download.server.ts";
import { asSystem, inScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";

import { fileNameOf } from "./agreement.ts";
import { findAgreement } from "./store/agreement-store.server.ts";
import { findFile } from "./store/file-store.server.ts";
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
  return downloadFile(fileNameOf(agreement), "application/pdf", file.content);
}
