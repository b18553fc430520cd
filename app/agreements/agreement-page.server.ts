import type { Scope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, readInScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";

import { ownSigner, type Agreement, type Signer } from "./agreement.ts";
import type { AgreementDocument } from "./rules/document.ts";
import { whoseTurn } from "./rules/signing.ts";
import {
  findAgreement,
  findDocument,
  listAll,
  listOfClient,
  lockAgreement,
} from "./store/agreement-store.server.ts";
import { findTimestamp } from "./store/timestamp-store.server.ts";
import { appendEvidence, hasOpened, listEvidence, type Evidence } from "./store/evidence-store.server.ts";

/** One agreement as a page shows it: the text, who signs, what happened, and whether this person may sign now. */
export type AgreementPage = {
  agreement: Agreement;
  document: AgreementDocument;
  events: Pick<Evidence, "seq" | "at" | "kind" | "hash" | "content">[];
  /** The row by which it is addressed to this person; null where it is not. */
  mine: Signer | null;
  isMyTurn: boolean;
  /** Since when a timestamp authority knows the sealed file; null where none was asked, or not yet. */
  proven: { at: Date; authority: string } | null;
};

/** An agreement in sight of this person: four queries. 404 for others. */
export function getAgreementPage(scope: Scope, agreementId: string): Promise<AgreementPage> {
  return readInScope(scope, async (tx) => {
    const agreement = (await findAgreement(tx, agreementId)) ?? notFound();
    const document = (await findDocument(tx, agreement)) ?? notFound();
    const events = await listEvidence(tx, agreement);
    const stamp = await findTimestamp(tx, agreement);
    const proven = stamp && { at: stamp.at, authority: stamp.authority };
    return { agreement, document, events, proven, ...turnOf(agreement, scope) };
  });
}

/** An agreement for the person who is to sign it; the first time is recorded as opened. 404 where it is not addressed to them. */
export function openToSign(scope: Scope, agreementId: string): Promise<AgreementPage> {
  return inScope(scope, async (tx) => {
    const agreement = (await lockAgreement(tx, agreementId)) ?? notFound();
    const mine = ownSigner(agreement, scope) ?? notFound();
    if (agreement.state === "open" && !(await hasOpened(tx, agreement, mine.id)))
      await appendEvidence(tx, agreement, {
        ...{ kind: "opened", at: now(), signerId: mine.id },
        content: { name: mine.name, documentHash: agreement.documentHash },
      });
    const document = (await findDocument(tx, agreement)) ?? notFound();
    return { agreement, document, events: [], proven: null, ...turnOf(agreement, scope) };
  });
}

function turnOf(agreement: Agreement, scope: Scope): Pick<AgreementPage, "mine" | "isMyTurn"> {
  const mine = ownSigner(agreement, scope);
  const isOpen = agreement.state === "open" && (agreement.expiresAt === null || agreement.expiresAt > now());
  return { mine, isMyTurn: isOpen && whoseTurn(agreement.signers).some(({ id }) => id === mine?.id) };
}

/** A row of a list of agreements. */
export type AgreementRow = Pick<
  Agreement,
  "id" | "number" | "title" | "kind" | "state" | "clientName" | "createdAt" | "closedAt" | "expiresAt"
> & { signed: number; signers: number; isMyTurn: boolean };

/** The agreements in sight, those that wait for this person first: a client's own, or the newest of all clients. One query. */
export function listAgreementRows(scope: Scope): Promise<AgreementRow[]> {
  return readInScope(scope, async (tx) => {
    const all = scope.kind === "client" ? await listOfClient(tx, scope.clientId) : await listAll(tx, null);
    return all
      .map((agreement): AgreementRow => {
        const { id, number, title, kind, state, clientName, createdAt, closedAt, expiresAt, signers } =
          agreement;
        return {
          ...{ id, number, title, kind, state, clientName, createdAt, closedAt, expiresAt },
          signed: signers.filter((signer) => signer.state === "signed").length,
          signers: signers.length,
          isMyTurn: turnOf(agreement, scope).isMyTurn,
        };
      })
      .sort((a, b) => Number(b.isMyTurn) - Number(a.isMyTurn));
  });
}
