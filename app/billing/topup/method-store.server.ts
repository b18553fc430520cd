import type { TopupMode } from "#app/billing/rules/topup-mode.ts";
import { topupTermsVersion } from "#app/billing/rules/topup-terms.ts";
import type { MethodFacts } from "#app/billing/topup/fetch-setup.server.ts";
import { now } from "#app/platform/clock.server.ts";
import type {
  SavedMethodGetPayload,
  TopupAgreementGetPayload,
} from "#app/platform/generated/prisma/models.ts";
import type { Tx } from "#app/platform/db.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";

export type SavedMethod = SavedMethodGetPayload<object>;
export type Agreement = TopupAgreementGetPayload<object>;
export type Removal = "by-client" | "replaced" | "detached" | "mandate-ended";

/** The method in use, which top-ups are charged to; null when none is saved. */
export function findMethod(tx: Tx, clientId: string): Promise<SavedMethod | null> {
  return tx.savedMethod.findFirst({ where: { clientId, removedAt: null } });
}

/** A method that a client saved, in use or not; null when it is none of the client's. */
export function findMethodById(tx: Tx, clientId: string, id: string): Promise<SavedMethod | null> {
  return tx.savedMethod.findUnique({ where: { clientId_id: { clientId, id } } });
}

/** The client's method with this id at Stripe, in use or not; null when the client never saved it. */
export function findMethodEverSaved(
  tx: Tx,
  clientId: string,
  stripePaymentMethod: string,
): Promise<SavedMethod | null> {
  return tx.savedMethod.findFirst({ where: { clientId, stripePaymentMethod } });
}

/** The client's latest agreement about topping up; null for none. */
export function findLatestAgreement(tx: Tx, clientId: string): Promise<Agreement | null> {
  return tx.topupAgreement.findFirst({
    where: { clientId },
    orderBy: [{ agreedAt: "desc" }, { id: "desc" }],
  });
}

/** Takes a saved method out of use; false when it is out of use already. */
export async function retireMethod(
  tx: Tx,
  method: Pick<SavedMethod, "clientId" | "id">,
  removal: Removal,
  at: Date,
): Promise<boolean> {
  const { count } = await tx.savedMethod.updateMany({
    where: { clientId: method.clientId, id: method.id, removedAt: null },
    data: { removedAt: at, removal, updatedAt: at },
  });
  return count === 1;
}

/** The fingerprint of the method that was saved last, in use or not; null when none ever was. */
export async function findLastFingerprint(
  tx: Tx,
  clientId: string,
): Promise<{ fingerprint: string | null } | null> {
  return tx.savedMethod.findFirst({
    where: { clientId },
    orderBy: [{ savedAt: "desc" }, { id: "desc" }],
    select: { fingerprint: true },
  });
}

/** The agreement that was made with a form, by the form's key; null when the form was not sent before. */
export async function findAgreementByForm(tx: Tx, clientId: string, formKey: string) {
  return tx.topupAgreement.findFirst({
    where: { clientId, id: formKey },
  });
}

/** How long a block of the catalogue is; null for none. */
export async function findBlockMinutes(tx: Tx, blockId: string): Promise<{ minutes: number } | null> {
  return tx.hourBlock.findUnique({ where: { id: blockId }, select: { minutes: true } });
}

type NewAgreement = {
  clientId: string;
  userId: string;
  mode: TopupMode;
  thresholdMinutes: number;
  /** What is bought, and for how much; null where nothing is. */
  blockMinutes: number | null;
  pricePerHourMinor: number | null;
  grossMinor: number | null;
  currency: string;
  maxPer30d: number;
  maxMinorPer30d: number | null;
  /** Empty for off and warn, which buy nothing. */
  termsText: string;
  locale: Locale;
};

/** Keeps what a client agreed to about topping up, word for word; the form's key becomes the agreement's id. */
export async function appendAgreement(
  tx: Tx,
  { formKey, at, ...agreed }: NewAgreement & { formKey: string; at: Date },
): Promise<void> {
  await tx.topupAgreement.create({
    data: { ...agreed, id: formKey, termsVersion: topupTermsVersion, agreedAt: at },
  });
}

/** Saves a payment method. */
export async function appendMethod(
  tx: Tx,
  { clientId, setupId, facts, at }: { clientId: string; setupId: string; facts: MethodFacts; at: Date },
) {
  return tx.savedMethod.create({
    data: { clientId, setupId, ...facts, savedAt: at, updatedAt: at },
  });
}

/** The method in use, of any client, that has this id at Stripe; null for none. */
export async function findMethodInUse(tx: Tx, stripePaymentMethod: string) {
  return tx.savedMethod.findFirst({ where: { stripePaymentMethod, removedAt: null } });
}

/** Updates what Stripe says of a saved method, unless a later look (numbered by numberLook) has done so. */
export async function keepMethodFacts(
  tx: Tx,
  {
    clientId,
    id,
    look,
    last4,
    fingerprint,
    expMonth,
    expYear,
  }: {
    clientId: string;
    id: string;
    look: bigint;
    last4: string;
    fingerprint: string | null;
    expMonth: number | null;
    expYear: number | null;
  },
): Promise<void> {
  await tx.savedMethod.updateMany({
    where: { clientId, id, look: { lt: look } },
    data: { look, last4, fingerprint, expMonth, expYear, updatedAt: now() },
  });
}

/** The method in use that a mandate is for; null for none. */
export async function findByMandate(tx: Tx, stripeMandate: string) {
  return tx.savedMethod.findFirst({ where: { stripeMandate, removedAt: null } });
}

/** The cards in use of all clients. */
export async function listCards(tx: Tx) {
  return tx.savedMethod.findMany({ where: { removedAt: null, type: "card" } });
}
