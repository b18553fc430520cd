import { ownSigner, type Agreement } from "#app/agreements/agreement.ts";
import { findAgreementFor, findSignedFor } from "#app/agreements/find-agreement.server.ts";
import { prepareAgreementInside } from "#app/agreements/prepare-agreement.server.ts";
import { findPublishedVersion } from "#app/agreements/published.server.ts";
import { askForSignature } from "#app/billing/ask-for-jobs.server.ts";
import type { Order } from "#app/billing/order.ts";
import { unsignedTerms } from "#app/billing/rules/terms.ts";
import { findOrder, moveOrder, noteOnOrder } from "#app/billing/store.server.ts";
import { findPerson, listBuyers } from "#app/clients/parties-store.server.ts";
import { appendAudit, type AuditActor } from "#app/identity/audit.server.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { roleWord } from "#app/identity/words.ts";
import { now } from "#app/platform/clock.server.ts";
import { env } from "#app/platform/env.server.ts";
import { asSystem, readInScope, type Tx } from "#app/platform/db.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";

import { sumUnsignedMinutes } from "./unsigned-store.server.ts";

/** How a client stands with the terms for prepaid hours. Nothing is asked while the MSP has published none. */
export type TermsState = {
  isAsked: boolean;
  /** The agreement that holds; null while none is signed. */
  signed: Pick<Agreement, "id" | "number" | "title" | "closedAt"> | null;
  /** The signed one is of the version that is published now. */
  isCurrent: boolean;
};

/** How a client stands with the terms for prepaid hours. */
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

/** Tells whether an order's hours wait for the client's signature under the terms: bought and topped-up ones do, until any version is signed. Hours that are there already stay. */
export async function waitsForSignature(tx: Tx, { clientId, origin, lotId }: Order): Promise<boolean> {
  if (origin === "overage_invoice" || lotId !== null) return false;
  const terms = await findTermsState(tx, clientId);
  return terms.isAsked && terms.signed === null;
}

/** Tells whether an order's money is asked or came, and its hours come with the signature under the terms. */
export async function comesWithSignature(tx: Tx, order: Order): Promise<boolean> {
  return (order.state === "invoiced" || order.state === "processing") && (await waitsForSignature(tx, order));
}

/** The money of a locked order is certain, but the terms are not signed: the hours come with the signature, which the buyer is asked for. Once an order. */
export async function holdForSignature(
  tx: Tx,
  order: Order,
  paymentMethod: string | null,
  known: Parameters<typeof noteOnOrder>[3] = {},
): Promise<void> {
  if (order.failure === unsignedTerms) return;
  const note = { ...known, paymentMethod, failure: unsignedTerms };
  if (!(await moveOrder(tx, order, "processing", now(), note))) await noteOnOrder(tx, order, now(), note);
  await askForSignature(tx, order);
  await appendAudit(tx, "system", {
    action: "order.waits-for-signature",
    target: `order:${order.number}`,
    clientId: order.clientId,
    detail: { method: paymentMethod },
  });
}

/** Makes the terms ready for this person to sign on the next page; answers the agreement's id, null where nothing is to be signed. */
export function prepareHourTerms(scope: ClientScope): Promise<string | null> {
  return asSystem(async (tx) => prepare(tx, scope, scope.clientId, scope.userId, true));
}

/** Asks the buyer of an order whose hours wait for it by email to sign, or another who may buy once that person may not any more. Safe to repeat. */
export function requestSignature(clientId: string, orderId: string): Promise<void> {
  return asSystem(async (tx) => {
    const order = await findOrder(tx, clientId, orderId);
    if (!order || !(await comesWithSignature(tx, order))) return;
    const buyers = await listBuyers(tx, clientId);
    const signer = buyers.find(({ userId }) => userId === order.buyerId) ?? buyers[0];
    if (!signer) return;
    await prepare(tx, "system", clientId, signer.userId, false);
    await tellOthers(tx, order, buyers, signer);
  });
}

type BuyerRow = Awaited<ReturnType<typeof listBuyers>>[number];

/** Tells the others who may buy that paid hours wait for this person's signature: once an order. */
async function tellOthers(tx: Tx, order: Order, buyers: BuyerRow[], signer: BuyerRow): Promise<void> {
  const { name: mspName } = await requireMsp(tx);
  for (const { userId, name, email, locale } of buyers.filter((buyer) => buyer.userId !== signer.userId))
    await queueLetter(tx, {
      template: "hours-unsigned",
      key: `hours-unsigned:${order.id}:${userId}`,
      clientId: order.clientId,
      to: email,
      locale,
      props: {
        ...{ name, mspName, number: order.number, minutes: order.minutes, signer: signer.name },
        url: `${env().origin}/orders/${order.id}`,
      },
    });
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
  const role = (await listBuyers(tx, clientId)).find((buyer) => buyer.userId === userId)?.role;
  const authority = withLocale(locale, () => roleWord(role ?? "manager"));
  const made = await prepareAgreementInside(tx, actor, {
    ...{ kind: "hour-terms", clientId, locale, fields: {}, tables: {}, quiet, replacesSigned: true },
    ...{ subjectKind: "hour-terms", subjectId: clientId, expiresAt: null },
    signers: [{ userId, side: "client", position: 1, authority }],
  });
  return made.ok ? made.value.id : null;
}

/** How many whole minutes of a client are paid and wait for its signature: what an engineer who logs time can't draw yet. */
export function getUnsignedMinutes(scope: StaffScope, clientId: string): Promise<number> {
  return readInScope(scope, (tx) => sumUnsignedMinutes(tx, clientId));
}

/** Where this person signs the terms that wait, and comes `back` from; where others have to sign, the page of the terms; where none wait, the list. */
export async function waitingTermsAt(tx: Tx, scope: ClientScope, back: string): Promise<string> {
  const waiting = await findAgreementFor(tx, "hour-terms", scope.clientId);
  if (waiting?.state !== "open") return "/agreements";
  const isOwn = ownSigner(waiting, scope)?.state === "waiting";
  const page = `/agreements/${waiting.id}`;
  return isOwn ? `${page}/sign?to=${encodeURIComponent(back)}` : page;
}

/** Where the buyer signs the terms, and comes back from to pay; step 2 itself where nothing is to be signed. */
export async function signTermsAt(scope: ClientScope, blockId: string): Promise<string> {
  const back = `/buy/terms?block=${blockId}`;
  const id = await prepareHourTerms(scope);
  return id === null ? back : `/agreements/${id}/sign?to=${encodeURIComponent(back)}`;
}
