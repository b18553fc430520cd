import type { AccountLink, TenantSnapshot } from "#app/people/rules/microsoft.ts";
import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** How the last reading of a tenant went; `waiting` until its first. */
export type TenantStatus = "waiting" | "read" | "no-consent" | "secret-wrong" | "unavailable";
export type Tenant = {
  clientId: string;
  tenantId: string;
  status: TenantStatus;
  triedAt: Date | null;
  readAt: Date | null;
  snapshot: TenantSnapshot | null;
};

/** The MSP's registration at Microsoft, its secret sealed; null where there is none. */
export async function findApp(
  tx: Tx,
): Promise<{ appId: string; secret: string; secretEndsOn: Day | null } | null> {
  const [app] = await tx.$queryRaw<{ appId: string; secret: string; secretEndsOn: Day | null }[]>`
    select app_id::text as "appId", secret, secret_ends_on::text as "secretEndsOn" from microsoft_app`;
  return app ?? null;
}

/** Keeps the registration; the secret comes sealed. */
export async function writeApp(
  tx: Tx,
  app: { appId: string; secret: string; secretEndsOn: Day | null },
): Promise<void> {
  await tx.$executeRaw`
    insert into microsoft_app (app_id, secret, secret_ends_on)
    values (${app.appId}::uuid, ${app.secret}, ${app.secretEndsOn}::date)
    on conflict (id) do update set app_id = excluded.app_id, secret = excluded.secret, secret_ends_on = excluded.secret_ends_on`;
}

/** A client's tenant with what was read of it; null where it has none. */
export async function findTenant(tx: Tx, clientId: string): Promise<Tenant | null> {
  const [tenant] = await tx.$queryRaw<Tenant[]>`
    select client_id::text as "clientId", tenant_id::text as "tenantId", status, tried_at as "triedAt", read_at as "readAt", snapshot
    from microsoft_tenant where client_id = ${clientId}::uuid`;
  return tenant ?? null;
}

/** The clients that have a tenant. */
export async function listTenantClients(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ clientId: string }[]>`
    select client_id::text as "clientId" from microsoft_tenant order by client_id`;
  return rows.map(({ clientId }) => clientId);
}

/** Says which tenant is a client's; false where another client has it. What was read of an earlier one is forgotten. */
export async function writeTenant(tx: Tx, clientId: string, tenantId: string): Promise<boolean> {
  const [other] = await tx.$queryRaw<object[]>`
    select 1 as one from microsoft_tenant where tenant_id = ${tenantId}::uuid and client_id <> ${clientId}::uuid`;
  if (other) return false;
  await deleteTenant(tx, clientId);
  await tx.$executeRaw`
    insert into microsoft_tenant (client_id, tenant_id, status) values (${clientId}::uuid, ${tenantId}::uuid, 'waiting')`;
  return true;
}

/** Forgets a client's tenant, whose account is whose, and what was refused. */
export async function deleteTenant(tx: Tx, clientId: string): Promise<void> {
  await tx.$executeRaw`delete from microsoft_refusal where client_id = ${clientId}::uuid`;
  await tx.$executeRaw`delete from microsoft_person where client_id = ${clientId}::uuid`;
  await tx.$executeRaw`delete from microsoft_tenant where client_id = ${clientId}::uuid`;
}

/** Keeps how a reading went and, where it went well, what was read. */
export async function writeReading(
  tx: Tx,
  clientId: string,
  { at, status, snapshot }: { at: Date; status: TenantStatus; snapshot: TenantSnapshot | null },
): Promise<void> {
  if (snapshot === null)
    await tx.$executeRaw`
      update microsoft_tenant set status = ${status}, tried_at = ${at} where client_id = ${clientId}::uuid`;
  else
    await tx.$executeRaw`
      update microsoft_tenant set status = ${status}, tried_at = ${at}, read_at = ${at}, snapshot = ${JSON.stringify(snapshot)}::jsonb
      where client_id = ${clientId}::uuid`;
}

/** Which account is whose at a client. */
export function listLinks(tx: Tx, clientId: string): Promise<AccountLink[]> {
  return tx.$queryRaw<AccountLink[]>`
    select object_id::text as "objectId", employee_id::text as "employeeId" from microsoft_person where client_id = ${clientId}::uuid`;
}

/** Keeps whose an account is, unless either is known as another's. */
export async function appendLinks(tx: Tx, clientId: string, links: readonly AccountLink[]): Promise<void> {
  await tx.$executeRaw`
    insert into microsoft_person (client_id, object_id, employee_id)
    select ${clientId}::uuid, l.object_id, l.employee_id
    from unnest(${links.map(({ objectId }) => objectId)}::uuid[], ${links.map(({ employeeId }) => employeeId)}::uuid[]) l(object_id, employee_id)
    on conflict do nothing`;
}

/** The differences that were refused at a client, by their keys. */
export async function listRefused(tx: Tx, clientId: string): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ key: string }[]>`
    select key from microsoft_refusal where client_id = ${clientId}::uuid`;
  return new Set(rows.map(({ key }) => key));
}

/** Refuses a difference; twice is once. */
export async function appendRefusal(
  tx: Tx,
  clientId: string,
  refusal: { key: string; at: Date; userId: string },
): Promise<void> {
  await tx.$executeRaw`
    insert into microsoft_refusal (client_id, key, refused_at, user_id)
    values (${clientId}::uuid, ${refusal.key}, ${refusal.at}, ${refusal.userId}::uuid) on conflict do nothing`;
}

/** Takes every refusal at a client back. */
export async function deleteRefusals(tx: Tx, clientId: string): Promise<void> {
  await tx.$executeRaw`delete from microsoft_refusal where client_id = ${clientId}::uuid`;
}
