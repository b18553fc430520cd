import { configureHours, openHourAccount } from "#app/hours/ledger.server.ts";
import { insertClient } from "#app/clients/client-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import type { ClientDetails } from "#app/clients/update-client.server.ts";
import { settleVatNumber, type VatNumberRefusal } from "#app/clients/rules/vat-number.ts";
import { ok, type Result } from "#app/platform/result.ts";
import { inScope } from "#app/platform/db.server.ts";
import { knownZone } from "#app/platform/zone.server.ts";

export type NewClient = ClientDetails & {
  /** Made with the form: sent twice, it is one client. */
  id: string;
  currency: string;
  thresholdMinutes: number;
};

/** Takes on a client, with its hour account, in one transaction; false when this form was sent before. */
export function createClient(
  scope: StaffScope,
  { thresholdMinutes, vatNumber: typed, ...client }: NewClient,
): Promise<Result<boolean, VatNumberRefusal>> {
  return inScope(scope, async (tx) => {
    await knownZone(tx, client.zone);
    const vatNumber = settleVatNumber(null, { country: client.country, vatNumber: typed ?? null });
    if (!vatNumber.ok) return vatNumber;
    if (!(await insertClient(tx, { ...client, vatNumber: vatNumber.value }))) return ok(false);
    await openHourAccount(tx, client.id);
    await configureHours(tx, scope, {
      clientId: client.id,
      key: `new-client:${client.id}`,
      thresholdMinutes,
    });
    await appendAudit(tx, scope, {
      action: "client.created",
      target: `client:${client.id}`,
      clientId: client.id,
      detail: { name: client.name, kind: client.kind },
    });
    return ok(true);
  });
}
