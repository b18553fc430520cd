import type { StaffScope } from "#app/identity/scope.ts";
import { readRoster } from "#app/people/read-roster.server.ts";
import { differencesOf, type Difference } from "#app/people/rules/microsoft.ts";
import {
  findApp,
  findTenant,
  listLinks,
  listRefused,
  type TenantStatus,
} from "#app/people/store/microsoft-store.server.ts";
import type { Day } from "#app/platform/day.ts";

import { consentUrl } from "./connect.server.ts";

export type MicrosoftPage = {
  hasApp: boolean;
  secretEndsOn: Day | null;
  tenant: {
    tenantId: string;
    status: TenantStatus;
    triedAt: Date | null;
    readAt: Date | null;
    accounts: number;
    licences: number;
  } | null;
  /** Where the client's administrator consents; null where there is no tenant or no registration. */
  consentUrl: string | null;
  differences: Difference[];
  /** How many differences were refused and are still so. */
  refused: number;
  zone: string;
  today: Day;
};

/** A client's tenant: how it was read last, and how it differs from the roster of today. */
export async function getMicrosoftPage(scope: StaffScope, clientId: string): Promise<MicrosoftPage> {
  const { also, roster, products, today, zone } = await readRoster(scope, clientId, async (tx) => ({
    app: await findApp(tx),
    tenant: await findTenant(tx, clientId),
    links: await listLinks(tx, clientId),
    refused: await listRefused(tx, clientId),
  }));
  const { app, tenant, links, refused } = also;
  const snapshot = tenant?.snapshot ?? null;
  const all = snapshot ? differencesOf(snapshot, { roster, products, links, today }) : [];
  return {
    hasApp: app !== null,
    secretEndsOn: app?.secretEndsOn ?? null,
    tenant: tenant && {
      tenantId: tenant.tenantId,
      status: tenant.status,
      triedAt: tenant.triedAt,
      readAt: tenant.readAt,
      accounts: snapshot?.users.filter(({ guest }) => !guest).length ?? 0,
      licences: snapshot?.skus.reduce((sum, { assigned }) => sum + assigned, 0) ?? 0,
    },
    consentUrl: app && tenant ? consentUrl(clientId, { appId: app.appId, tenantId: tenant.tenantId }) : null,
    differences: all.filter(({ key }) => !refused.has(key)),
    refused: all.filter(({ key }) => refused.has(key)).length,
    zone,
    today,
  };
}
