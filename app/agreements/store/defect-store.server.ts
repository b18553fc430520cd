import type { Tx } from "#app/platform/db.server.ts";

import type { AgreementKey } from "./agreement-store.server.ts";

/** What is not as it was recorded: the text, the chain of evidence, a file's content, or the hash that evidence names of a file. */
export type DefectKind = "document" | "chain" | "file" | "file-hash";
export type Defect = AgreementKey & { number: number; what: DefectKind };

/** A stored agreement as a proof reads it, with the hashes (hex) as they are kept. */
export type Provable = AgreementKey & { number: number; documentHash: string };

/** The agreements after an id in the order of their ids, `limit` at most. */
export function listProvable(tx: Tx, after: string | null, limit: number): Promise<Provable[]> {
  return tx.$queryRaw<Provable[]>`
    select client_id::text as "clientId", id::text, number::int, encode(document_hash, 'hex') as "documentHash"
    from agreement where ${after}::uuid is null or id > ${after}::uuid order by id limit ${limit}::int`;
}

/** The files of an agreement: the hash that is kept (hex), and whether the content still has it. */
export function listFileProofs(
  tx: Tx,
  { clientId, id }: AgreementKey,
): Promise<{ part: string; sha256: string; isWhole: boolean }[]> {
  return tx.$queryRaw<{ part: string; sha256: string; isWhole: boolean }[]>`
    select part, encode(sha256, 'hex') as sha256, sha256 = sha256(content) as "isWhole"
    from agreement_file where client_id = ${clientId}::uuid and agreement_id = ${id}::uuid`;
}

/** Keeps what a proof of all agreements found, in the place of what the one before it did; what stood there already keeps its instant. */
export async function keepDefects(tx: Tx, defects: readonly Defect[], at: Date): Promise<void> {
  const ids = defects.map(({ id, what }) => `${id} ${what}`);
  await tx.$executeRaw`
    delete from agreement_defect where not (agreement_id::text || ' ' || what = any(${ids}::text[]))`;
  for (const { clientId, id, what } of defects)
    await tx.$executeRaw`
      insert into agreement_defect (client_id, agreement_id, what, found_at)
      values (${clientId}::uuid, ${id}::uuid, ${what}, ${at}) on conflict do nothing`;
}
