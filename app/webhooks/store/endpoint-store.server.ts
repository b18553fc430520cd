import { isWebhookEvent, type WebhookEvent } from "#app/webhooks/events.ts";
import type { Tx } from "#app/platform/db.server.ts";

export type PauseReason = "person" | "failing" | "gone";
/** An endpoint without its secret. */
export type Endpoint = {
  id: string;
  name: string;
  url: string;
  events: WebhookEvent[];
  pausedAt: Date | null;
  pausedWhy: PauseReason | null;
  failingSince: Date | null;
  oldSecretUntil: Date | null;
};
type Stored = Omit<Endpoint, "events"> & { events: string[] };

const readEvents = (row: Stored): Endpoint => ({ ...row, events: row.events.filter(isWebhookEvent) });

/** The endpoints by name, a hundred at most, or the one of an id. One query. */
export async function listEndpoints(tx: Tx, id: string | null = null): Promise<Endpoint[]> {
  const rows = await tx.$queryRaw<Stored[]>`
    select id::text, name, url, events, paused_at as "pausedAt", paused_why as "pausedWhy", failing_since as "failingSince",
      old_secret_until as "oldSecretUntil"
    from webhook_endpoint where removed_at is null and (${id}::uuid is null or id = ${id}::uuid) order by name, id limit 100`;
  return rows.map(readEvents);
}

/** An endpoint that was not removed; null where there is none. */
export async function findEndpoint(tx: Tx, id: string): Promise<Endpoint | null> {
  return (await listEndpoints(tx, id))[0] ?? null;
}

/** An endpoint with its sealed secrets, for sending; null where there is none that is neither paused nor removed. */
export async function findTarget(
  tx: Tx,
  id: string,
  at: Date,
): Promise<{ url: string; secrets: string[]; failingSince: Date | null } | null> {
  const [row] = await tx.$queryRaw<
    { url: string; secret: string; oldSecret: string | null; failingSince: Date | null }[]
  >`
    select url, secret, case when old_secret_until > ${at} then old_secret end as "oldSecret", failing_since as "failingSince"
    from webhook_endpoint where id = ${id}::uuid and removed_at is null and paused_at is null`;
  if (!row) return null;
  const { url, secret, oldSecret, failingSince } = row;
  return { url, failingSince, secrets: oldSecret === null ? [secret] : [secret, oldSecret] };
}

/** The sealed secrets that an endpoint signs by, paused or not; none of one that was removed. */
export async function listSecrets(tx: Tx, id: string, at: Date): Promise<string[]> {
  const [row] = await tx.$queryRaw<{ secret: string; oldSecret: string | null }[]>`
    select secret, case when old_secret_until > ${at} then old_secret end as "oldSecret"
    from webhook_endpoint where id = ${id}::uuid and removed_at is null`;
  return row ? [row.secret, row.oldSecret].filter((one) => one !== null) : [];
}

export type NewEndpoint = {
  id: string;
  name: string;
  url: string;
  events: readonly WebhookEvent[];
  sealedSecret: string;
  createdBy: string;
  at: Date;
};

/** Appends an endpoint; false where its id was used before. */
export async function appendEndpoint(tx: Tx, one: NewEndpoint): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into webhook_endpoint (id, name, url, events, secret, created_at, created_by)
    values (${one.id}::uuid, ${one.name}, ${one.url}, ${[...one.events]}::text[], ${one.sealedSecret}, ${one.at}, ${one.createdBy}::uuid)
    on conflict (id) do nothing`;
  return written === 1;
}

/** Gives an endpoint a new secret; the one before signs too until then. */
export async function rotateSecretRow(
  tx: Tx,
  id: string,
  { sealedSecret, oldUntil }: { sealedSecret: string; oldUntil: Date },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update webhook_endpoint set old_secret = secret, old_secret_until = ${oldUntil}, secret = ${sealedSecret}
    where id = ${id}::uuid and removed_at is null`;
  return changed === 1;
}

/** Pauses an endpoint; false where it is paused or removed already. */
export async function pauseRow(tx: Tx, id: string, why: PauseReason, at: Date): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update webhook_endpoint set paused_at = ${at}, paused_why = ${why} where id = ${id}::uuid and paused_at is null and removed_at is null`;
  return changed === 1;
}

/** Lets a paused endpoint go on; false where it is not paused. */
export async function resumeRow(tx: Tx, id: string): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update webhook_endpoint set paused_at = null, paused_why = null, failing_since = null
    where id = ${id}::uuid and paused_at is not null and removed_at is null`;
  return changed === 1;
}

/** Takes an endpoint out of use. */
export async function removeRow(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.$executeRaw`update webhook_endpoint set removed_at = ${at} where id = ${id}::uuid and removed_at is null`;
}

/** Keeps since when an endpoint fails; null after a success. */
export async function keepFailing(tx: Tx, id: string, since: Date | null): Promise<void> {
  await tx.$executeRaw`
    update webhook_endpoint set failing_since = ${since} where id = ${id}::uuid and failing_since is distinct from ${since}::timestamptz`;
}
