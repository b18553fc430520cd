import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { log } from "#app/platform/log.server.ts";
import { noteLedgerProof } from "#app/platform/metrics.server.ts";

import { proveLedger, type Defect } from "./store/ledger-upkeep.server.ts";
import { notifyOwners } from "./notify-owners.server.ts";
import { freezeAccount } from "./ledger.server.ts";

/** Each hour: looks for defects in what was recorded since the last proof. */
export const checkLedger = (): Promise<void> => prove(false);

/** Each night: looks for defects in the whole ledger. */
export const checkWholeLedger = (): Promise<void> => prove(true);

/** Freezes the account of each client whose ledger has a defect, with a letter to the owners, an audit row and an error in the log. */
async function prove(whole: boolean): Promise<void> {
  const all = await proveLedger(whole, now());
  noteLedgerProof(all.length, now());
  for (const clientId of new Set(all.map((defect) => defect.clientId))) {
    const defects = all.filter((defect) => defect.clientId === clientId);
    log.error({ client: clientId, defects: defects.map(wordsOf) }, "the ledger contradicts itself");
    if (clientId === null) await reportTableDefects(defects);
    else if (!defects[0]?.frozen) await freeze(clientId, defects);
  }
}

/** A defect that belongs to no client freezes nothing: its letter is sent each day. */
function reportTableDefects(defects: Defect[]): Promise<void> {
  return asSystem((tx) =>
    notifyOwners(tx, {
      clientId: null,
      key: `tables:${now().toISOString().slice(0, 10)}`,
      reason: firstOf(defects),
    }),
  );
}

function freeze(clientId: string, defects: Defect[]): Promise<void> {
  return asSystem(async (tx) => {
    const [reason, at] = [firstOf(defects), now()];
    await freezeAccount(tx, clientId, reason, at);
    await notifyOwners(tx, { clientId, key: `${clientId}:${at.toISOString()}`, reason });
    await appendAudit(tx, "system", {
      action: "hours.frozen",
      target: `client:${clientId}`,
      clientId,
      detail: { defects: defects.length, reason },
    });
  });
}

const firstOf = (defects: Defect[]): string => defects.slice(0, 5).map(wordsOf).join("; ");

function wordsOf({ invariant, subject, detail }: Defect): string {
  return `${invariant} ${subject}: ${detail}`;
}
