import { z } from "zod";

import { findAgreementFor } from "#app/agreements/find-agreement.server.ts";
import { findPublishedVersion, isPublishedExample } from "#app/agreements/published.server.ts";
import { findClient } from "#app/clients/client-store.server.ts";
import { listBuyers } from "#app/clients/parties-store.server.ts";
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
  signers: { userId: string; name: string; email: string }[];
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
    const signers = (await listBuyers(tx, clientId)).map(({ userId, name, email }) => ({
      userId,
      name,
      email,
    }));
    return { contract: { id: contract.id, name: contract.name }, kinds, signers };
  });
}

/** What the form sends. */
export const documentForm = z.object({
  kind: z.enum(documentKinds),
  signerId: z.uuid(),
  countersign: z.literal("on").optional(),
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
  "processing-missing": m.contracts_doc_refused_processing,
} satisfies Record<DocumentRefusal, () => string>;
