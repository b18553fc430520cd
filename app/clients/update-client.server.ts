import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";
import { lastZone } from "#app/platform/zone-text.ts";
import { knownZone, zoneFrom } from "#app/platform/zone.server.ts";

import { insertZone } from "./client-store.server.ts";

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
 * Changes what is known of a client; a new VAT number or country has to be checked anew before it counts. Another time zone counts
 * from the next day on, so that no day up to now moves.
 */
export function updateClient(
  scope: StaffScope,
  clientId: string,
  { vatNumber = undefined, zone, ...details }: ClientDetails,
): Promise<void> {
  return inScope(scope, async (tx) => {
    await tx.$executeRaw`select from client where id = ${clientId}::uuid for no key update`;
    const before = await tx.client.findFirst({ where: { id: clientId, endedAt: null } });
    if (!before) return notFound();
    const after = { ...details, vatNumber: vatNumber ?? null };
    const fields = Object.entries(after).filter(([name, value]) => Reflect.get(before, name) !== value);
    if (zone !== lastZone(before.zone)) {
      await knownZone(tx, zone);
      await insertZone(tx, clientId, { zone, ...zoneFrom(before.zone, zone, now()) });
      fields.push(["zone", zone]);
    }
    if (fields.length === 0) return;
    const recheck = fields.some(([name]) => name === "vatNumber" || name === "country");
    await tx.client.update({
      where: { id: clientId },
      data: {
        ...after,
        ...(recheck ? { vatStatus: "none", vatCheckedAt: null, vatConsultation: null } : {}),
      },
    });
    await appendAudit(tx, scope, {
      action: "client.changed",
      target: `client:${clientId}`,
      clientId,
      detail: { fields: fields.map(([name]) => name) },
    });
  });
}
