import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { inScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";
import { knownZone } from "#app/platform/zone.server.ts";

export type ClientDetails = {
  name: string;
  legalName: string;
  kind: "prepaid" | "managed";
  country: string;
  zone: string;
  locale: Locale;
  addressLine: string;
  postalCode: string;
  city: string;
  billingEmail: string;
  vatNumber?: string | undefined;
};

/** Changes what is known of a client; a new VAT number or country has to be checked anew before it counts. */
export function updateClient(
  scope: StaffScope,
  clientId: string,
  { vatNumber = undefined, ...details }: ClientDetails,
): Promise<void> {
  return inScope(scope, async (tx) => {
    await tx.$executeRaw`select from client where id = ${clientId}::uuid for no key update`;
    const before = await tx.client.findFirst({ where: { id: clientId, endedAt: null } });
    if (!before) return notFound();
    const after = { ...details, vatNumber: vatNumber ?? null };
    const fields = Object.entries(after).filter(([name, value]) => Reflect.get(before, name) !== value);
    if (fields.length === 0) return;
    if (details.zone !== before.zone) await knownZone(tx, details.zone);
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
