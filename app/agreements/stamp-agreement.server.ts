import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";

import { requestTimestamp, type Authority } from "./seal/timestamp.server.ts";
import type { AgreementKey } from "./store/agreement-store.server.ts";
import { findFileHash } from "./store/file-store.server.ts";
import { findTimestamp, insertTimestamp } from "./store/timestamp-store.server.ts";

/** Asks for the timestamp of a sealed file, where an authority is set. */
export async function askForTimestamp(tx: Tx, { clientId, id }: AgreementKey): Promise<void> {
  const { timestampUrl, timestampRootsFile } = env();
  if (!timestampUrl || !timestampRootsFile) return;
  await enqueue(tx, "agreements.stamp", { clientId, id }, { key: `agreement-stamp:${id}` });
}

/**
 * Has the authority say when a sealed file was there, and keeps its token beside the file: no byte of it changes. Throws while the
 * authority is down, so that it is tried again; done twice, the first token stays.
 */
export async function stampAgreement(key: AgreementKey, authority: Authority | null): Promise<void> {
  const { sealed, known } = await asSystem(async (tx) => ({
    sealed: await findFileHash(tx, key, "sealed"),
    known: await findTimestamp(tx, key),
  }));
  if (!authority || !sealed || known) return;
  const stamp = await requestTimestamp(authority, Buffer.from(sealed, "hex"));
  await asSystem((tx) => insertTimestamp(tx, key, stamp));
}
