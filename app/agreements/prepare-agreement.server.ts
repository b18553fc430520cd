import { appendAudit, type AuditActor } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import type { Agreement } from "./agreement.ts";
import { askForLetters } from "./ask-for-jobs.server.ts";
import type { AgreementKind, AgreementState } from "./kinds.ts";
import { hashOfDocument, makeDocument, type DocumentDraft } from "./make-document.server.ts";
import type { AgreementDocument } from "./rules/document.ts";
import {
  findAgreement,
  insertAgreement,
  insertSigner,
  listForSubject,
  lockAgreement,
  lockSubject,
  moveAgreement,
  nextAgreementNumber,
} from "./store/agreement-store.server.ts";
import { appendEvidence } from "./store/evidence-store.server.ts";
import { findPublished, type TemplateVersion } from "./store/template-store.server.ts";
import type { WantedAgreement } from "./wanted-agreement.ts";

export type PrepareRefusal = "no-template" | "no-signers" | "already-signed";

/**
 * Makes the document of a subject and asks those who sign it, in the caller's transaction (of staff or the system where people of the MSP
 * sign: a client's scope can't read their names). Safe to repeat: the same contents are the same agreement. Other contents make a new
 * revision, and the open one is superseded with its signatures.
 */
export async function prepareAgreementInside<Kind extends AgreementKind>(
  tx: Tx,
  actor: AuditActor,
  wanted: WantedAgreement<Kind>,
): Promise<Result<Agreement, PrepareRefusal>> {
  await lockSubject(tx, wanted);
  if (wanted.signers.length === 0) return refuse("no-signers");
  const template = await findPublished(tx, wanted.kind);
  if (!template) return refuse("no-template");
  const earlier = await listForSubject(tx, wanted.subjectKind, wanted.subjectId);
  const signed = earlier.find(({ state }) => state === "signed");
  if (signed && !wanted.replacesSigned) return refuse("already-signed");
  const open = earlier.find(({ state }) => state === "open");
  if (open && (await isSame(tx, wanted, template, open))) return ok(open);
  const stood = open && (await supersede(tx, actor, open));
  if (stood === "signed" && !wanted.replacesSigned) return refuse("already-signed");
  const at = now();
  const draft = await makeDocument(tx, wanted, template, at);
  return ok(
    await insert(tx, actor, wanted, { draft, template, revision: (earlier[0]?.revision ?? 0) + 1, at }),
  );
}

/** Tells whether the open revision says what is wanted: but for its number, as of the day on which it was made. */
async function isSame<Kind extends AgreementKind>(
  tx: Tx,
  wanted: WantedAgreement<Kind>,
  template: TemplateVersion,
  open: Agreement,
): Promise<boolean> {
  const { document } = await makeDocument(tx, wanted, template, open.createdAt);
  return hashOfDocument(numbered(document, open.number)) === open.documentHash;
}

function numbered(document: AgreementDocument, number: number): AgreementDocument {
  return { ...document, number: String(number) };
}

/** An open agreement gives way to a new revision: its signatures end with it. Answers how it stood under its lock: whoever signed it just now was first. */
async function supersede(tx: Tx, actor: AuditActor, open: Agreement): Promise<AgreementState | null> {
  const at = now();
  const locked = await lockAgreement(tx, open.id);
  if (locked?.state !== "open") return locked?.state ?? null;
  await moveAgreement(tx, open, "superseded", at);
  await appendEvidence(tx, open, { kind: "superseded", at, content: { by: "new-revision" } });
  await appendAudit(tx, actor, {
    action: "agreement.superseded",
    target: `agreement:${open.number}`,
    clientId: open.clientId,
    detail: { title: open.title },
  });
  return locked.state;
}

type Insert = { draft: DocumentDraft; template: TemplateVersion; revision: number; at: Date };

async function insert<Kind extends AgreementKind>(
  tx: Tx,
  actor: AuditActor,
  wanted: WantedAgreement<Kind>,
  { draft, template, revision, at }: Insert,
): Promise<Agreement> {
  const { clientId, kind, locale, subjectKind, subjectId, expiresAt } = wanted;
  const number = await nextAgreementNumber(tx);
  const document = numbered(draft.document, number);
  const documentHash = hashOfDocument(document);
  const createdBy = actor === "system" ? null : actor.userId;
  const id = await insertAgreement(tx, {
    ...{
      clientId,
      number,
      kind,
      templateVersion: template.version,
      locale,
      subjectKind,
      subjectId,
      revision,
    },
    ...{ document, documentHash, createdAt: at, createdBy, expiresAt },
  });
  const key = { clientId, id };
  for (const signer of draft.signers) await insertSigner(tx, key, signer);
  await appendEvidence(tx, key, {
    kind: "prepared",
    at,
    content: {
      ...{
        number,
        revision,
        kind,
        templateVersion: template.version,
        templateHash: template.hash,
        documentHash,
      },
      signers: draft.signers.map(({ name, email, company, authority, side, position, recorded }) => ({
        ...{ name, email, company, authority, side, position },
        ...(recorded && { authorityRecordedBy: recorded.by, authorityRecordedAt: recorded.at }),
      })),
    },
  });
  await enqueue(tx, "agreements.write-document", key, { key: `agreement-document:${id}` });
  const agreement = await findAgreement(tx, id);
  if (!agreement) throw new Error("the agreement is not in sight of who made it");
  if (!wanted.quiet) await askForLetters(tx, key);
  await appendAudit(tx, actor, {
    action: "agreement.prepared",
    target: `agreement:${number}`,
    clientId,
    detail: { title: document.title, revision },
  });
  return agreement;
}
