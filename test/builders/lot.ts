import { termsVersion } from "#app/billing/rules/terms.ts";
import { billedColumns } from "#app/billing/store.server.ts";
import { randomUUID } from "node:crypto";

import { now } from "#app/platform/clock.server.ts";
import { addDays, addMonths } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { atRate, priceOfMinutes } from "#app/platform/money.ts";
import { dayIn, startOfDay } from "#app/platform/zone.server.ts";

type Purchase = {
  buyerId: string;
  minutes?: number;
  pricePerHourMinor?: number;
  vatRateBp?: number;
  vatKind?: "standard" | "reverse_charge" | "outside_eu";
  validMonths?: number;
  paymentMethod?: string;
  zone?: string;
  vatNumber?: string;
};

/** A block bought and paid: the order and the lot that it became. Ten hours at 95.00 with Dutch VAT unless told otherwise. */
export async function buildPurchase(
  clientId: string,
  purchase: Purchase,
): Promise<{ orderId: string; lotId: number }> {
  const at = now();
  const {
    minutes = 600,
    pricePerHourMinor = 9500,
    vatRateBp = 2100,
    validMonths = 12,
    vatKind = "standard",
    zone = "Europe/Amsterdam",
  } = purchase;
  const netMinor = priceOfMinutes(minutes, pricePerHourMinor);
  const vatMinor = atRate(netMinor, vatRateBp);
  const orderId = randomUUID();
  const expiresAt = startOfDay(zone, addDays(addMonths(dayIn(zone, at), validMonths), 1));
  const lotId = await asSystem(async (tx) => {
    const [next] = await tx.$queryRaw<{ number: bigint }[]>`select next_number('block_order') as number`;
    const client = await tx.client.findUniqueOrThrow({ where: { id: clientId } });
    await tx.blockOrder.create({
      data: {
        clientId,
        ...billedColumns({ ...client, email: client.billingEmail }),
        id: orderId,
        number: next?.number ?? 0n,
        buyerId: purchase.buyerId,
        formKey: randomUUID(),
        minutes,
        pricePerHourMinor,
        validMonths,
        currency: "EUR",
        netMinor,
        vatKind,
        vatRateBp,
        vatMinor,
        grossMinor: netMinor + vatMinor,
        vatNumber: purchase.vatNumber ?? null,
        state: "paid",
        termsVersion,
        termsAcceptedAt: at,
        paymentMethod: purchase.paymentMethod ?? "ideal",
        createdAt: at,
        updatedAt: at,
        paidAt: at,
      },
    });
    const [credit] = await tx.$queryRaw<{ lot_id: number }[]>`
      select lot_id from hours_credit(${clientId}::uuid, 'purchase', ${minutes}::int, ${netMinor}::int, 'EUR', ${expiresAt}, ${at}, 'system',
        p_payment_id => ${orderId}::uuid, p_gross_minor => ${netMinor + vatMinor}::int)`;
    await tx.blockOrder.update({
      where: { clientId_id: { clientId, id: orderId } },
      data: { lotId: credit?.lot_id ?? null },
    });
    return credit?.lot_id ?? 0;
  });
  return { orderId, lotId };
}

/** Hours without a payment: a gift, goodwill or an import. They never expire unless told. */
export async function buildLot(
  clientId: string,
  lot: {
    minutes?: number;
    source?: "grant" | "goodwill" | "import";
    expiresAt?: Date | null;
    priceMinor?: number;
  } = {},
): Promise<number> {
  const [credit] = await asSystem(
    (tx) => tx.$queryRaw<{ lot_id: number }[]>`
    select lot_id from hours_credit(${clientId}::uuid, ${lot.source ?? "grant"}, ${lot.minutes ?? 600}::int, ${lot.priceMinor ?? 0}::int, 'EUR',
      ${lot.expiresAt ?? null}::timestamptz, ${now()}, 'system', p_idem_key => ${randomUUID()})`,
  );
  return credit?.lot_id ?? 0;
}
