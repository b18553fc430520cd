import type { Tx } from "#app/platform/db.server.ts";

/** What a change answered before: its status, and its body as JSON. */
export type KeptAnswer = { status: number; body: unknown };

type Claim = { keyId: string; idemKey: string; requestHash: Buffer; at: Date };

/**
 * Claims an Idempotency-Key in the transaction of the change: `first` for the first caller; who comes while that one is under way
 * waits for its end. Later ones get what it answered, or `other-request` where they ask something else.
 */
export async function claimAnswer(
  tx: Tx,
  { keyId, idemKey, requestHash, at }: Claim,
): Promise<"first" | "other-request" | KeptAnswer> {
  const claimed = await tx.$executeRaw`
    insert into api_answer (key_id, idem_key, request_hash, created_at) values (${keyId}::uuid, ${idemKey}, ${requestHash}, ${at})
    on conflict (key_id, idem_key) do nothing`;
  if (claimed === 1) return "first";
  const [row] = await tx.$queryRaw<{ same: boolean; status: number; body: unknown }[]>`
    select request_hash = ${requestHash} as same, status, body from api_answer where key_id = ${keyId}::uuid and idem_key = ${idemKey}`;
  if (!row) throw new Error("an answer that was kept is gone");
  return row.same ? { status: row.status, body: row.body } : "other-request";
}

/** Keeps what the change answered, for who repeats it. */
export async function keepAnswer(
  tx: Tx,
  { keyId, idemKey }: Pick<Claim, "keyId" | "idemKey">,
  { status, body }: KeptAnswer,
): Promise<void> {
  await tx.$executeRaw`
    update api_answer set status = ${status}, body = ${JSON.stringify(body)}::jsonb where key_id = ${keyId}::uuid and idem_key = ${idemKey}`;
}

/** Forgets answers from before an instant. */
export async function dropAnswersBefore(tx: Tx, before: Date): Promise<void> {
  await tx.$executeRaw`delete from api_answer where created_at < ${before}`;
}
