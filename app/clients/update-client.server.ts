import { createHash } from "node:crypto";

import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { lastZone } from "#app/platform/zone-text.ts";
import { knownZone, zoneFrom } from "#app/platform/zone.server.ts";

import { changeClient, insertZone, lockClient, type Client } from "./client-store.server.ts";
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
 * changed itself no longer waits. Another time zone counts from the next day on, so that no day up to now moves. Refused where the
 * record is another one than was `seen` (detailsVersion).
 */
export function updateClient(
  scope: StaffScope,
  clientId: string,
  { vatNumber: typed = undefined, zone, ...details }: ClientDetails,
  seen: string | null = null,
): Promise<Result<null, VatNumberRefusal | "changed-meanwhile">> {
  return inScope(scope, async (tx) => {
    const before = await lockClient(tx, clientId);
    if (!before) return notFound();
    if (seen !== null && seen !== detailsVersion(before)) return refuse("changed-meanwhile");
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
    await changeClient(tx, clientId, {
      ...after,
      ...(recheck ? { vatStatus: "none", vatCheckedAt: null, vatConsultation: null } : {}),
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

/** What tells one state of a client's details from another: it goes out with a form and comes back with what is typed. */
export function detailsVersion(client: Client): string {
  const {
    name,
    legalName,
    kind,
    country,
    zone,
    locale,
    addressLine,
    postalCode,
    city,
    billingEmail,
    vatNumber,
  } = client;
  const shown = [
    name,
    legalName,
    kind,
    country,
    zone,
    locale,
    addressLine,
    postalCode,
    city,
    billingEmail,
    vatNumber,
  ];
  return createHash("sha256").update(JSON.stringify(shown)).digest("base64url").slice(0, 22);
}
