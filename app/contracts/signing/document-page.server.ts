import { z } from "zod";

import { agreementsAccess } from "#app/agreements/access.ts";
import { listSignatories, type Signatory } from "#app/agreements/authority.server.ts";
import { findAgreementFor } from "#app/agreements/find-agreement.server.ts";
import { findPublishedVersion, isPublishedExample } from "#app/agreements/published.server.ts";
import { findClient } from "#app/clients/client-store.server.ts";
import { listStaffIn } from "#app/clients/parties-store.server.ts";
import { documentKinds, documentsOf, type DocumentKind } from "#app/contracts/rules/contract-documents.ts";
import { listContracts } from "#app/contracts/store/contract-store.server.ts";
import { findWaiting } from "#app/contracts/store/unsigned-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import type { Day } from "#app/platform/day.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { dayIn } from "#app/platform/zone.server.ts";

import type { DocumentRefusal } from "./send-document.server.ts";

/** What the form to send a document about a contract begins with. */
export type DocumentPage = {
  contract: { id: string; name: string };
  /** The documents that this contract can have, with those whose template is published, and whether that still says that it is an example. */
  kinds: {
    kind: DocumentKind;
    isPublished: boolean;
    isExample: boolean;
    /** Who has not signed the one that was sent; null where none is open. */
    waitsFor: string[] | null;
    /** When the last person signed; null where none is signed. */
    signedOn: Day | null;
  }[];
  /** The client's people who may sign for it. */
  signers: Signatory[];
  /** The colleagues who may sign for the MSP, and which of them reads the page; "" where that person may not. */
  colleagues: { userId: string; name: string }[];
  ownId: string;
};

/** The form to send a document about a contract. 404 for another client's contract. */
export function getDocumentPage(
  scope: StaffScope,
  clientId: string,
  contractId: string,
): Promise<DocumentPage> {
  return readInScope(scope, async (tx) => {
    const contract = (await listContracts(tx, clientId)).find(({ id }) => id === contractId) ?? notFound();
    const kinds = [];
    const client = (await findClient(tx, clientId)) ?? notFound();
    for (const { kind, subjectId } of documentsOf(
      contract,
      (await findWaiting(tx, clientId, contractId))?.id,
    )) {
      const made = await findAgreementFor(tx, "contract", subjectId);
      kinds.push({
        kind,
        waitsFor:
          made?.state === "open"
            ? made.signers.filter(({ state }) => state === "waiting").map(({ name }) => name)
            : null,
        signedOn: made?.state === "signed" && made.closedAt ? dayIn(client.zone, made.closedAt) : null,
        isPublished: (await findPublishedVersion(tx, kind)) !== null,
        isExample: await isPublishedExample(tx, kind),
      });
    }
    const signers = await listSignatories(tx, clientId);
    const colleagues = await listStaffIn(tx, agreementsAccess.manage.roles);
    const ownId = colleagues.some(({ userId }) => userId === scope.userId) ? scope.userId : "";
    return { contract: { id: contract.id, name: contract.name }, kinds, signers, colleagues, ownId };
  });
}

/** What the form sends. */
export const documentForm = z.object({
  kind: z.enum(documentKinds),
  signer1: z.uuid(),
  signer2: z.uuid().optional(),
  signer3: z.uuid().optional(),
  inOrder: z.literal("on").optional(),
  mspSigner: z.uuid().optional(),
  processing: z.string().trim().max(2000).default(""),
  subprocessors: z.string().trim().max(2000).default(""),
});

/** Why a document was not sent, in words. */
export const documentRefusalWords = {
  "no-template": m.contracts_doc_refused_template,
  "no-signers": m.contracts_doc_refused_signer,
  "already-signed": m.contracts_doc_refused_none,
  "no-such-document": m.contracts_doc_refused_none,
  "signer-gone": m.contracts_doc_refused_signer,
  "signer-twice": m.contracts_doc_refused_twice,
  "colleague-gone": m.contracts_doc_refused_colleague,
  "processing-missing": m.contracts_doc_refused_processing,
} satisfies Record<DocumentRefusal, () => string>;
