import type { Tx } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";

import type { Agreement } from "./agreement.ts";
import type { AgreementKey } from "./store/agreement-store.server.ts";

/** Asks that those whose turn it is get their email, once this transaction is in. */
export function askForLetters(tx: Tx, { clientId, id }: AgreementKey): Promise<void> {
  return enqueue(tx, "agreements.ask-to-sign", { clientId, id }, { key: `agreement-ask:${id}` });
}

/** Asks that everybody concerned hears that an agreement ended unsigned. */
export function askToTell(tx: Tx, { clientId, id }: AgreementKey): Promise<void> {
  return enqueue(tx, "agreements.tell-ended", { clientId, id }, { key: `agreement-ended:${id}` });
}

/** Tells a proposal's module, once this transaction is in, that its agreement ended unsigned; of other subjects nothing waits for a signature. */
export async function askSubjectToGoOn(
  tx: Tx,
  { clientId, id, subjectKind, subjectId }: Agreement,
): Promise<void> {
  if (subjectKind !== "proposal") return;
  await enqueue(tx, "ended-proposal", { clientId, subjectId, agreementId: id }, { key: `ended:${id}` });
}
