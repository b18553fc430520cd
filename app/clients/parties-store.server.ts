import { requirePerson } from "#app/identity/people-store.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { day, type Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { localeOf, type Locale } from "#app/platform/i18n/locale.ts";

import { clientsAccess } from "./access.ts";
import { isVatStatus, vatSchemeOf, type VatSeller, type VatStatus } from "./rules/vat.ts";
import { readVatReview, type ConfirmedVat } from "./vat-review.server.ts";

/** Who buys: what an invoice says of the client, and what is known of its VAT number. */
export type Buyer = {
  clientId: string;
  name: string;
  legalName: string;
  country: string;
  zone: string;
  locale: Locale;
  currency: string;
  addressLine: string;
  postalCode: string;
  city: string;
  billingEmail: string;
  vatNumber: string | null;
  vatStatus: VatStatus;
  vatCheckedAt: Date | null;
  vatConsultation: string | null;
  /** What the MSP had confirmed before the client changed its own country or VAT number; null where nothing waits. */
  vatReview: ConfirmedVat | null;
  stripeCustomerId: string | null;
};

/** Who sells: the MSP. */
export type Seller = VatSeller & {
  /** The first day of its VAT scheme; null where that never changed. */
  vatSchemeFrom: Day | null;
  name: string;
  legalName: string;
  vatNumber: string | null;
  companyNumber: string | null;
  email: string;
  viesDownPolicy: "charge_vat" | "hold";
  /** By which number banks know who debits (SEPA); null where the MSP has not said. */
  creditorId: string | null;
  /** The MSP's own bank account, without spaces; null where it has named none. */
  bank: { iban: string; bic: string | null; holder: string } | null;
  /** Orders by bank transfer go to that account without Stripe. */
  transfersByHand: boolean;
};

/** The client as a buyer; throws when it is not in sight. */
export async function findBuyer(tx: Tx, clientId: string): Promise<Buyer> {
  const row = await tx.client.findUniqueOrThrow({ where: { id: clientId } });
  return {
    clientId,
    name: row.name,
    legalName: row.legalName,
    country: row.country,
    zone: row.zone,
    locale: localeOf(row.locale),
    currency: row.currency,
    addressLine: row.addressLine,
    postalCode: row.postalCode,
    city: row.city,
    billingEmail: row.billingEmail,
    vatNumber: row.vatNumber,
    vatStatus: isVatStatus(row.vatStatus) ? row.vatStatus : "none",
    vatCheckedAt: row.vatCheckedAt,
    vatConsultation: row.vatConsultation,
    vatReview: readVatReview(row.vatReview),
    stripeCustomerId: row.stripeCustomerId,
  };
}

/** The MSP as a seller. */
export async function findSeller(tx: Tx): Promise<Seller> {
  const row = await requireMsp(tx);
  return {
    name: row.name,
    legalName: row.legalName,
    country: row.country,
    vatScheme: vatSchemeOf(row.vatScheme),
    vatSchemeFrom: row.vatSchemeFrom && day(row.vatSchemeFrom.toISOString().slice(0, 10)),
    vatNumber: row.vatNumber,
    companyNumber: row.companyNumber,
    email: row.email,
    viesDownPolicy: row.viesDownPolicy === "hold" ? "hold" : "charge_vat",
    creditorId: row.creditorId,
    bank: row.iban ? { iban: row.iban, bic: row.bic, holder: row.accountHolder ?? row.legalName } : null,
    transfersByHand: row.transfersByHand && row.iban !== null,
  };
}

/** The person who placed an order, to write to. */
export async function findPerson(
  tx: Tx,
  userId: string,
): Promise<{ name: string; email: string; locale: Locale }> {
  const row = await requirePerson(tx, userId);
  return row;
}

/** Those who hear what becomes of an order, with what tells their letters apart: who placed it; once that person may not buy any more, all who may; and when nobody may, the client's billing address. */
export async function listOrderReaders(
  tx: Tx,
  { clientId, buyerId }: { clientId: string; buyerId: string },
): Promise<{ key: string; name: string; email: string; locale: Locale }[]> {
  const buyers = await listBuyers(tx, clientId);
  const placed = buyers.find(({ userId }) => userId === buyerId);
  if (placed) return [{ ...placed, key: "" }];
  if (buyers.length > 0) return buyers.map((person) => ({ ...person, key: `:${person.userId}` }));
  const { name, billingEmail, locale } = await findBuyer(tx, clientId);
  return billingEmail ? [{ key: ":client", name, email: billingEmail, locale }] : [];
}

/** The people of a client who may buy and have live access, with their roles. */
export async function listBuyers(
  tx: Tx,
  clientId: string,
): Promise<{ userId: string; name: string; email: string; locale: Locale; role: string }[]> {
  const rows = await tx.$queryRaw<
    { user_id: string; name: string; email: string; locale: string; role: string }[]
  >`
    select u.id::text as user_id, u.name, u.email, u.locale, m.role from membership_facts m join user_facts u on u.id = m.user_id
    where m.client_id = ${clientId}::uuid and m.ended_at is null and m.role = any(${[...clientsAccess.spend.roles]}::text[]) order by u.name`;
  return rows.map((row) => ({
    userId: row.user_id,
    name: row.name,
    email: row.email,
    locale: localeOf(row.locale),
    role: row.role,
  }));
}

/** The MSP's people with live access in one of these roles, by name. */
export function listStaffIn(
  tx: Tx,
  roles: readonly string[],
): Promise<{ userId: string; name: string; role: string }[]> {
  return tx.$queryRaw<{ userId: string; name: string; role: string }[]>`
    select u.id::text as "userId", u.name, m.role from membership_facts m join user_facts u on u.id = m.user_id
    where m.client_id is null and m.ended_at is null and m.role = any(${[...roles]}::text[]) order by u.name`;
}

/** The MSP's people who handle money: its owner and finance, with live access. */
export async function listMoneyStaff(
  tx: Tx,
): Promise<{ userId: string; name: string; email: string; locale: Locale }[]> {
  const rows = await tx.$queryRaw<{ user_id: string; name: string; email: string; locale: string }[]>`
    select u.id::text as user_id, u.name, u.email, u.locale from membership_facts m join user_facts u on u.id = m.user_id
    where m.client_id is null and m.ended_at is null and m.role in ('owner', 'finance') order by u.name`;
  return rows.map((row) => ({
    userId: row.user_id,
    name: row.name,
    email: row.email,
    locale: localeOf(row.locale),
  }));
}

/** Keeps what VIES said about a number; nothing happens when the client has given another number meanwhile. */
export async function keepVatAnswer(
  tx: Tx,
  buyer: Pick<Buyer, "clientId" | "vatNumber">,
  answer: { status: VatStatus; at: Date; consultation: string | null },
): Promise<void> {
  await tx.client.updateMany({
    where: { id: buyer.clientId, vatNumber: buyer.vatNumber },
    data: { vatStatus: answer.status, vatCheckedAt: answer.at, vatConsultation: answer.consultation },
  });
}

/** Keeps which customer the client is at Stripe. */
export async function keepStripeCustomer(tx: Tx, clientId: string, customerId: string): Promise<void> {
  await tx.client.updateMany({ where: { id: clientId }, data: { stripeCustomerId: customerId } });
}
