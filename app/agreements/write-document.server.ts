import type { Scope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, inScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { localeOf } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";

import { agreementPaperProps } from "./agreement-paper-words.ts";
import { findAgreement, findDocument, type AgreementKey } from "./store/agreement-store.server.ts";
import { findFileHash, insertFile } from "./store/file-store.server.ts";

/** Writes the PDF of an agreement in sight, once, and answers its SHA-256: the bytes that people sign. 404 where there is none in sight. */
export async function writeDocument(scope: Scope, agreementId: string): Promise<string> {
  const { clientId, id } = await inScope(
    scope,
    async (tx) => (await findAgreement(tx, agreementId)) ?? notFound(),
  );
  return writeShownFile({ clientId, id });
}

/** The job's and everybody's: the document's bytes follow from what is stored, whoever writes them first. */
export async function writeShownFile(key: AgreementKey): Promise<string> {
  const found = await asSystem(async (tx) => ({
    hash: await findFileHash(tx, key, "shown"),
    document: await findDocument(tx, key),
    agreement: await findAgreement(tx, key.id),
  }));
  if (found.hash) return found.hash;
  if (!found.document || !found.agreement) return notFound();
  const { document, agreement } = found;
  const facts = { hash: agreement.documentHash, at: agreement.createdAt };
  const props = withLocale(localeOf(agreement.locale), () => agreementPaperProps(document, facts));
  const content = await renderPaper("agreement", props);
  return asSystem(async (tx) => {
    await insertFile(tx, key, { part: "shown", content, sealHash: null, at: now() });
    return (await findFileHash(tx, key, "shown")) ?? notFound();
  });
}
