import type { StaffScope } from "#app/identity/scope.ts";
import { connectTenant, setMicrosoftApp } from "#app/people/microsoft/connect.server.ts";
import { graphSku, graphUser, snapshotOf } from "#app/people/microsoft/graph-shapes.ts";
import { keepReading } from "#app/people/microsoft/read-tenant.server.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { day } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { noordTenant } from "#prisma/seed/microsoft-tenant.ts";

/** Connects a client of the demo with its tenant of Microsoft 365, as it was read last night. */
export async function seedMicrosoft(today: Date, clientId: string, owner: StaffScope): Promise<void> {
  await setMicrosoftApp(owner, {
    appId: "0b3f9b52-6c1a-4d0e-8a55-94d4d0c2f001",
    secret: "secret-of-the-stand-in",
    secretEndsOn: day(new Date(today.getTime() + 200 * 86_400_000).toISOString().slice(0, 10)),
  });
  const tenant = noordTenant();
  await connectTenant(owner, clientId, tenant.id);
  const snapshot = snapshotOf({
    skus: tenant.skus.map((sku) => graphSku.parse(sku)),
    users: tenant.users.map((user) => graphUser.parse(user)),
  });
  await asOf(new Date(today.getTime() - 6 * 3_600_000), () =>
    asSystem((tx) => keepReading(tx, clientId, { tenantId: tenant.id, status: "read", snapshot })),
  );
}
