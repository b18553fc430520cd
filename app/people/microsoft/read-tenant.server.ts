import { findLiveClient } from "#app/clients/client-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { newLinks, type TenantSnapshot } from "#app/people/rules/microsoft.ts";
import {
  appendLinks,
  findApp,
  findTenant,
  listLinks,
  listTenantClients,
  writeReading,
  type TenantStatus,
} from "#app/people/store/microsoft-store.server.ts";
import { listProducts } from "#app/people/store/product-store.server.ts";
import { findRoster } from "#app/people/store/roster-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { unsealBytes } from "#app/platform/sealed-text.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { snapshotOf } from "./graph-shapes.ts";
import { readTenant, type Wait } from "./graph.server.ts";

/** Asks for every client's tenant to be read tonight, one a minute. */
export async function readTenants(): Promise<void> {
  await asSystem(async (tx) => {
    const clients = await listTenantClients(tx);
    for (const [index, clientId] of clients.entries()) {
      const runAt = new Date(now().getTime() + index * 60_000);
      await enqueue(tx, "people.read-tenant", { clientId }, { key: `microsoft:${clientId}`, runAt });
    }
  });
}

/**
 * Reads a client's tenant and keeps what it held, and whose each new account is. It changes nothing of the roster. Where Microsoft
 * doesn't answer, the job comes back; a consent or a secret that ended is kept as the tenant's state, for a person to see.
 */
export async function readClientTenant(clientId: string, wait?: Wait): Promise<void> {
  const found = await asSystem(async (tx) => ({
    tenant: await findTenant(tx, clientId),
    app: await findApp(tx),
  }));
  if (!found.tenant || !found.app) return;
  const { tenantId } = found.tenant;
  const secret = unsealBytes("microsoft secret", found.app.secret);
  if (secret === null) return keep(clientId, tenantId, "secret-wrong", null);
  const content = await readTenant(tenantId, { appId: found.app.appId, secret: secret.toString() }, wait);
  await keep(
    clientId,
    tenantId,
    content.ok ? "read" : content.refusal,
    content.ok ? snapshotOf(content.value) : null,
  );
  if (!content.ok && content.refusal === "unavailable") throw new Error("Microsoft Graph gave no answer");
}

function keep(
  clientId: string,
  tenantId: string,
  status: TenantStatus,
  snapshot: TenantSnapshot | null,
): Promise<void> {
  return asSystem((tx) => keepReading(tx, clientId, { tenantId, status, snapshot }));
}

/** Keeps how a reading of a tenant went; nothing where the client's tenant is another by now. */
export async function keepReading(
  tx: Tx,
  clientId: string,
  { tenantId, status, snapshot }: { tenantId: string; status: TenantStatus; snapshot: TenantSnapshot | null },
): Promise<void> {
  const [tenant, client] = [await findTenant(tx, clientId), await findLiveClient(tx, clientId)];
  if (tenant?.tenantId !== tenantId || !client) return;
  await writeReading(tx, clientId, { at: now(), status, snapshot });
  if (snapshot !== null) {
    const facts = {
      roster: await findRoster(tx, clientId),
      products: await listProducts(tx),
      links: await listLinks(tx, clientId),
      today: dayIn(client.zone, now()),
    };
    await appendLinks(tx, clientId, newLinks(snapshot, facts));
  }
  if (tenant.status !== status)
    await appendAudit(tx, "system", {
      action: status === "read" ? "microsoft.read" : "microsoft.not-read",
      target: `client:${clientId}`,
      clientId,
    });
}
