import type { Scope } from "#app/identity/scope.ts";
import { downloadFile } from "#app/platform/download.server.ts";
import { asSystem, inScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";

import { fileNameOf } from "./agreement.ts";
import { findAgreement } from "./store/agreement-store.server.ts";
import { findFile } from "./store/file-store.server.ts";
import { writeShownFile } from "./write-document.server.ts";

/** The PDF of an agreement in sight: the sealed one as soon as there is one, before that the document as it is to be signed. 404 for others. */
export async function answerAgreementPdf(scope: Scope, agreementId: string): Promise<Response> {
  const agreement = await inScope(scope, async (tx) => (await findAgreement(tx, agreementId)) ?? notFound());
  if (!agreement.sealedAt) await writeShownFile(agreement);
  const part = agreement.sealedAt ? "sealed" : "shown";
  const file = (await asSystem((tx) => findFile(tx, agreement, part))) ?? notFound();
  return downloadFile(fileNameOf(agreement), "application/pdf", file.content);
}
