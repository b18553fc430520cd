import { findBuyer } from "#app/clients/parties-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { localeOf } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { renderPaper, runPdfWork } from "#app/platform/pdf/render-paper.server.ts";

import { wasSigned, type Agreement } from "./agreement.ts";
import { writeSigned } from "./agreement-letters.server.ts";
import { evidencePaperProps } from "./evidence-paper-words.ts";
import { canonicalJson } from "./rules/document.ts";
import { findSealKey, type SealKey } from "./seal/certificate.server.ts";
import { fingerprintInSeal, readSeal } from "./seal/read-seal.server.ts";
import {
  findAgreement,
  lockAgreement,
  markSealed,
  type AgreementKey,
} from "./store/agreement-store.server.ts";
import { appendEvidence, listEvidence, type Evidence } from "./store/evidence-store.server.ts";
import { findFile, findFileHash, insertFile, type AgreementFile } from "./store/file-store.server.ts";
import { askForTimestamp } from "./stamp-agreement.server.ts";
import { writeShownFile } from "./write-document.server.ts";

/**
 * Appends evidence and seal to a signed agreement's file, and sends it to all who signed. May end after any step and run again, also twice at
 * once: the file that is stored first stays, and evidence, audit row and emails come once.
 */
export async function sealAgreement(key: AgreementKey): Promise<void> {
  const agreement = await asSystem((tx) => findAgreement(tx, key.id));
  if (!agreement || agreement.sealedAt || !wasSigned(agreement)) return;
  await writeSealedFile(agreement);
  await recordSeal(agreement);
}

/** Writes the sealed file, where there is none yet. */
export async function writeSealedFile(agreement: Agreement): Promise<void> {
  if (await asSystem((tx) => findFileHash(tx, agreement, "sealed"))) return;
  await writeShownFile(agreement);
  const { shown, events, zone, mspName } = await asSystem(async (tx) => ({
    shown: await findFile(tx, agreement, "shown"),
    events: signingEvents(await listEvidence(tx, agreement)),
    zone: (await findBuyer(tx, agreement.clientId)).zone,
    mspName: (await requireMsp(tx)).legalName,
  }));
  if (!shown || !agreement.closedAt) return;
  const seal = await findSealKey();
  const sheet = await writeSheet({ agreement, events, zone, mspName, shown, seal });
  const evidence = Buffer.from(canonicalJson({ agreement: agreement.id, number: agreement.number, events }));
  const content = await runPdfWork("agreement-seal", {
    ...{ shown: shown.content, sheet, evidence, seal, at: agreement.closedAt },
  });
  const read = readSeal(content, [seal.fingerprint]);
  if (read.state !== "valid") throw new Error(`the sealed file does not verify: ${read.state}`);
  await asSystem((tx) =>
    insertFile(tx, agreement, { part: "sealed", content, sealHash: read.sealHash, at: now() }),
  );
}

/** What had happened when the last person signed: the same whenever the file is sealed. */
function signingEvents(events: Evidence[]): Evidence[] {
  const last = events.findIndex(({ kind }) => kind === "completed");
  return last < 0 ? events : events.slice(0, last + 1);
}

type SheetData = {
  agreement: Agreement;
  events: Evidence[];
  zone: string;
  mspName: string;
  shown: AgreementFile;
  seal: SealKey;
};

function writeSheet({ agreement, events, zone, mspName, shown, seal }: SheetData): Promise<Buffer> {
  const props = withLocale(localeOf(agreement.locale), () =>
    evidencePaperProps({
      ...{ agreement, events, mspName, zone, seal },
      pdfHash: shown.sha256,
      at: agreement.closedAt ?? agreement.createdAt,
      checkUrl: `${env().origin}/check-agreement`,
    }),
  );
  return renderPaper("agreement-evidence", props);
}

/** Records that the file is sealed and asks for the emails: once, together. */
export function recordSeal({ id }: AgreementKey): Promise<void> {
  return asSystem(async (tx) => {
    const agreement = await lockAgreement(tx, id);
    const sealed = agreement && !agreement.sealedAt ? await findFile(tx, agreement, "sealed") : null;
    const at = now();
    if (!agreement || !sealed || !(await markSealed(tx, agreement, at))) return;
    const content = { sealedHash: sealed.sha256, sealFingerprint: fingerprintInSeal(sealed.content) };
    await appendEvidence(tx, agreement, { kind: "sealed", at, content });
    await writeSigned(tx, agreement);
    await askForTimestamp(tx, agreement);
    await appendAudit(tx, "system", {
      action: "agreement.sealed",
      target: `agreement:${agreement.number}`,
      clientId: agreement.clientId,
      detail: { title: agreement.title },
    });
  });
}
