import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";
import { ok, type Result } from "#app/platform/result.ts";
import { lastZone } from "#app/platform/zone-text.ts";
import { knownZone, zoneFrom } from "#app/platform/zone.server.ts";

import { insertZone } from "./client-store.server.ts";
import { settleVatNumber, type VatNumberRefusal } from "./rules/vat-number.ts";
import { endVatReview } from "./vat-review.server.ts";

export type ClientDetails = {
  name: string;
  legalName: string;
  kind: "prepaid" | "managed";
  country: string;
  /** An IANA name. */
  zone: string;
  locale: Locale;
  addressLine: string;
  postalCode: string;
  city: string;
  billingEmail: string;
  vatNumber?: string | undefined;
};

/**
 * Changes what is known of a client; a new VAT number or country has to be checked again before it counts, and what the client had
 * changed itself no longer waits. Another time zone counts from the next day on, so that no day up to now moves.
 */
export function updateClient(
  scope: StaffScope,
  clientId: string,
  { vatNumber: typed = undefined, zone, ...details }: ClientDetails,
): Promise<Result<null, VatNumberRefusal>> {
  return inScope(scope, async (tx) => {
    await tx.$executeRaw`select from client where id = ${clientId}::uuid for no key update`;
    const before = await tx.client.findFirst({ where: { id: clientId, endedAt: null } });
    if (!before) return notFound();
    const vatNumber = settleVatNumber(before, { country: details.country, vatNumber: typed ?? null });
    if (!vatNumber.ok) return vatNumber;
    const after = { ...details, vatNumber: vatNumber.value };
    const fields = Object.entries(after).filter(([name, value]) => Reflect.get(before, name) !== value);
    if (zone !== lastZone(before.zone)) {
      await knownZone(tx, zone);
      await insertZone(tx, clientId, { zone, ...zoneFrom(before.zone, zone, now()) });
      fields.push(["zone", zone]);
    }
    if (fields.length === 0) return ok(null);
    const recheck = fields.some(([name]) => name === "vatNumber" || name === "country");
    await tx.client.update({
      where: { id: clientId },
      data: {
        ...after,
        ...(recheck ? { vatStatus: "none", vatCheckedAt: null, vatConsultation: null } : {}),
      },
    });
    if (recheck) await endVatReview(tx, clientId);
    await appendAudit(tx, scope, {
      action: "client.changed",
      target: `client:${clientId}`,
      clientId,
      detail: { fields: fields.map(([name]) => name) },
    });
    return ok(null);
  });
}
