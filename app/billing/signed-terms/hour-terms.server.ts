import type { Agreement } from "#app/agreements/agreement.ts";
import { findSignedFor } from "#app/agreements/find-agreement.server.ts";
import { prepareAgreementInside } from "#app/agreements/prepare-agreement.server.ts";
import { findPublishedVersion } from "#app/agreements/published.server.ts";
import type { Order } from "#app/billing/order.ts";
import { findPerson, listBuyers } from "#app/clients/parties-store.server.ts";
import type { AuditActor } from "#app/identity/audit.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { withLocale } from "#app/platform/i18n/locale.server.ts";

/** How a client stands with the terms for prepaid hours. Nothing is asked while the MSP has published none. */
export type TermsState = {
  isAsked: boolean;
  /** The agreement that holds; null while none is signed. */
  signed: Pick<Agreement, "id" | "number" | "title" | "closedAt"> | null;
  /** The signed one is of the version that is published now. */
  isCurrent: boolean;
};

/** How a client stands with the terms for prepaid hours: two queries. */
export async function findTermsState(tx: Tx, clientId: string): Promise<TermsState> {
  const published = await findPublishedVersion(tx, "hour-terms");
  const signed = await findSignedFor(tx, "hour-terms", clientId);
  return {
    isAsked: published !== null,
    signed: signed && {
      id: signed.id,
      number: signed.number,
      title: signed.title,
      closedAt: signed.closedAt,
    },
    isCurrent: signed !== null && signed.templateVersion === published,
  };
}

/** Tells whether an order's hours wait for the client's signature under the terms: bought ones do, until any version is signed. */
export async function waitsForSignature(tx: Tx, { clientId, origin }: Order): Promise<boolean> {
  if (origin !== "checkout" && origin !== "bank_invoice") return false;
  const terms = await findTermsState(tx, clientId);
  return terms.isAsked && terms.signed === null;
}

/** Makes the terms ready for this person to sign on the next page; answers the agreement's id, null where nothing is to be signed. */
export function prepareHourTerms(scope: ClientScope): Promise<string | null> {
  return asSystem(async (tx) => prepare(tx, scope, scope.clientId, scope.userId, true));
}

/** Asks the buyer of a paid order by email to sign, or all who may buy once that person may not any more. */
export async function askForSignature(tx: Tx, { clientId, buyerId }: Order): Promise<void> {
  const buyers = await listBuyers(tx, clientId);
  const signer = buyers.find(({ userId }) => userId === buyerId) ?? buyers[0];
  if (signer) await prepare(tx, "system", clientId, signer.userId, false);
}

async function prepare(
  tx: Tx,
  actor: AuditActor,
  clientId: string,
  userId: string,
  quiet: boolean,
): Promise<string | null> {
  const terms = await findTermsState(tx, clientId);
  if (!terms.isAsked || terms.isCurrent) return null;
  const { locale } = await findPerson(tx, userId);
  const authority = withLocale(locale, () => m.agreements_authority_buys());
  const made = await prepareAgreementInside(tx, actor, {
    ...{ kind: "hour-terms", clientId, locale, fields: {}, tables: {}, quiet, replacesSigned: true },
    ...{ subjectKind: "hour-terms", subjectId: clientId, expiresAt: null },
    signers: [{ userId, side: "client", position: 1, authority }],
  });
  return made.ok ? made.value.id : null;
}

/** Where the buyer signs the terms, and comes back from to pay; step 2 itself where nothing is to be signed. */
export async function signTermsAt(scope: ClientScope, blockId: string): Promise<string> {
  const back = `/buy/terms?block=${blockId}`;
  const id = await prepareHourTerms(scope);
  return id === null ? back : `/agreements/${id}/sign?to=${encodeURIComponent(back)}`;
}
