import { findLiveClient } from "#app/clients/client-store.server.ts";
import type { AuditAction } from "#app/identity/audit.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { countConsent } from "#app/identity/quota.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import {
  deleteRefusals,
  deleteTenant,
  findApp,
  findTenant,
  writeApp,
  writeTenant,
} from "#app/people/store/microsoft-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { asSystem, inScope, readInScope, type Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { sealBytes, unsealBytes } from "#app/platform/sealed-text.server.ts";

/** Keeps the MSP's registration at Microsoft, its secret encrypted. Without a secret the one that is there stays; false where there is none. */
export function setMicrosoftApp(
  scope: StaffScope,
  { appId, secret, secretEndsOn }: { appId: string; secret: string | null; secretEndsOn: Day | null },
): Promise<boolean> {
  return inScope(scope, async (tx) => {
    const sealed =
      secret === null ? (await findApp(tx))?.secret : sealBytes("microsoft secret", Buffer.from(secret));
    if (!sealed) return false;
    await writeApp(tx, { appId, secret: sealed, secretEndsOn });
    await appendAudit(tx, scope, { action: "microsoft.app-set", detail: { until: secretEndsOn } });
    return true;
  });
}

/** The registration as its settings show it: never its secret. */
export function getMicrosoftApp(
  scope: StaffScope,
): Promise<{ appId: string; secretEndsOn: Day | null } | null> {
  return readInScope(scope, async (tx) => {
    const app = await findApp(tx);
    return app && { appId: app.appId, secretEndsOn: app.secretEndsOn };
  });
}

/** Says which tenant of Microsoft 365 is a client's. One that another client has is refused. */
export function connectTenant(
  scope: StaffScope,
  clientId: string,
  tenantId: string,
): Promise<Result<null, "tenant-taken">> {
  return inScope(scope, async (tx) => {
    await requireClientRow(tx, clientId);
    const before = await findTenant(tx, clientId);
    if (before?.tenantId === tenantId) return ok(null);
    if (!(await writeTenant(tx, clientId, tenantId))) return refuse("tenant-taken");
    await audit(tx, scope, clientId, "microsoft.connected");
    return ok(null);
  });
}

/** Forgets a client's tenant and all that was read of it. */
export function disconnectTenant(scope: StaffScope, clientId: string): Promise<void> {
  return inScope(scope, async (tx) => {
    if (!(await findTenant(tx, clientId))) return notFound();
    await deleteTenant(tx, clientId);
    await audit(tx, scope, clientId, "microsoft.disconnected");
  });
}

/** Asks for a client's tenant to be read now. */
export function askReading(scope: StaffScope, clientId: string): Promise<void> {
  return inScope(scope, async (tx) => {
    if (!(await findTenant(tx, clientId))) return notFound();
    await enqueue(tx, "people.read-tenant", { clientId }, { key: `microsoft:${clientId}` });
    await audit(tx, scope, clientId, "microsoft.reading-asked");
  });
}

/** Proposes again what was refused at a client. */
export function proposeAgain(scope: StaffScope, clientId: string): Promise<void> {
  return inScope(scope, async (tx) => {
    await requireClientRow(tx, clientId);
    await deleteRefusals(tx, clientId);
    await audit(tx, scope, clientId, "microsoft.proposed-again");
  });
}

const consentDays = 14;

/** The page that Microsoft leads back to after a consent. */
export function consentPage(): string {
  return `${env().origin}/microsoft/consent`;
}

/** Where the client's own administrator lets the MSP read the tenant; it leads back here with a state that is good for 14 days. */
export function consentUrl(
  clientId: string,
  { appId, tenantId }: { appId: string; tenantId: string },
): string {
  const until = now().getTime() + consentDays * 86_400_000;
  const query = new URLSearchParams({
    client_id: appId,
    scope: "https://graph.microsoft.com/.default",
    redirect_uri: consentPage(),
    state: sealBytes("microsoft consent", Buffer.from(`${clientId} ${until}`)),
  });
  return `${env().microsoftSignInUrl}/${tenantId}/v2.0/adminconsent?${query}`;
}

export type ConsentAnswer = "given" | "refused" | "wrong-tenant" | "too-old";

/** What became of a consent, as Microsoft's answer says; where it was given for the client's own tenant, that is read at once. The address can be called again and again: a few of an hour count. */
export async function takeConsent(query: URLSearchParams): Promise<ConsentAnswer> {
  const state = unsealBytes("microsoft consent", query.get("state") ?? "")?.toString() ?? "";
  const [clientId = "", until = "0"] = state.split(" ");
  if (Number(until) < now().getTime()) return "too-old";
  if (query.get("admin_consent")?.toLowerCase() !== "true") return "refused";
  const tenant = await asSystem((tx) => findTenant(tx, clientId));
  if (!tenant || tenant.tenantId !== query.get("tenant")?.toLowerCase()) return "wrong-tenant";
  if (!(await countConsent(clientId))) return "given";
  await asSystem(async (tx) => {
    await enqueue(tx, "people.read-tenant", { clientId }, { key: `microsoft:${clientId}` });
    await appendAudit(tx, "system", {
      action: "microsoft.consented",
      target: `client:${clientId}`,
      clientId,
    });
  });
  return "given";
}

async function requireClientRow(tx: Tx, clientId: string): Promise<void> {
  if (!(await findLiveClient(tx, clientId))) notFound();
}

function audit(tx: Tx, scope: StaffScope, clientId: string, action: AuditAction): Promise<void> {
  return appendAudit(tx, scope, { action, target: `client:${clientId}`, clientId });
}
