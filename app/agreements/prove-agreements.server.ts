import { createHash } from "node:crypto";

import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { log } from "#app/platform/log.server.ts";

import { canonicalJson } from "./rules/document.ts";
import { findDocument } from "./store/agreement-store.server.ts";
import {
  keepDefects,
  listFileProofs,
  listProvable,
  type Defect,
  type DefectKind,
  type Provable,
} from "./store/defect-store.server.ts";
import { firstHash, hashOfEvidence, listEvidence, type Evidence } from "./store/evidence-store.server.ts";

const agreementsAtOnce = 50;

/** Each day: proves all agreements, and keeps what is not as it was recorded: it stands under To do until a proof finds it whole. */
export async function proveAgreements(): Promise<void> {
  const defects = await findDefects();
  for (const { number, what } of defects)
    log.error({ agreement: number, what }, "an agreement is not what was recorded");
  await asSystem((tx) => keepDefects(tx, defects, now()));
}

/**
 * What of all agreements is not as it was recorded: the text has its hash, each entry of the evidence its own and the one before it, each
 * file's content its SHA-256, and the evidence names the files that are kept. Writes nothing.
 */
export async function findDefects(): Promise<Defect[]> {
  const defects: Defect[] = [];
  let last: string | null = null;
  for (;;) {
    const some: Provable[] = await asSystem((tx) => listProvable(tx, last, agreementsAtOnce));
    for (const agreement of some) {
      const { clientId, id, number } = agreement;
      const found = await asSystem((tx) => defectsOf(tx, agreement));
      defects.push(...found.map((what) => ({ clientId, id, number, what })));
    }
    const end = some.at(-1);
    if (!end || some.length < agreementsAtOnce) return defects;
    last = end.id;
  }
}

async function defectsOf(tx: Tx, agreement: Provable): Promise<DefectKind[]> {
  const document = await findDocument(tx, agreement);
  const events = await listEvidence(tx, agreement);
  const files = await listFileProofs(tx, agreement);
  const isOf = (part: string, hash: unknown): boolean =>
    typeof hash !== "string" || files.some((file) => file.part === part && file.sha256 === hash);
  const named = events.every(
    ({ content }) => isOf("shown", content["pdfHash"]) && isOf("sealed", content["sealedHash"]),
  );
  const text = document && createHash("sha256").update(canonicalJson(document)).digest("hex");
  const proofs: [DefectKind, boolean][] = [
    ["document", text === agreement.documentHash],
    ["chain", isChain(agreement, events)],
    ["file", files.every(({ isWhole }) => isWhole)],
    ["file-hash", named],
  ];
  return proofs.flatMap(([what, isSound]) => (isSound ? [] : [what]));
}

function isChain(agreement: Provable, events: readonly Evidence[]): boolean {
  return (
    events.length > 0 &&
    events.every(
      (event, at) =>
        event.seq === at + 1 &&
        event.previousHash === (events[at - 1]?.hash ?? firstHash) &&
        event.hash === hashOfEvidence(agreement, event),
    )
  );
}
