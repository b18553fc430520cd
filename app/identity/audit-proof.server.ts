import {
  type AuditVerdict,
  findBroken,
  findVerdict,
  proveChains,
  proveRows,
} from "#app/identity/audit-store.server.ts";
import { asSystemAtLeisure, inScope, type Tx } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { log } from "#app/platform/log.server.ts";

import type { StaffScope } from "./scope.ts";

/** Proves what was appended since the last look, and tells how the whole log stands. */
export async function proveNewest(tx: Tx): Promise<AuditVerdict> {
  await proveRows(tx);
  const verdict = await findVerdict(tx);
  const broken = await findBroken(tx);
  return { ...(verdict ?? { rows: 0, proved: 0, wholeAt: null }), broken: broken ?? null };
}

/** Proves every row of every chain from the first: each night, and when somebody asks. */
export async function proveAll(): Promise<void> {
  const broken = await asSystemAtLeisure((tx) => proveChains(tx));
  if (broken.length > 0) log.error({ broken }, "the audit log has been changed");
}

/** Asks for a proof of the whole log; asked twice before it began, it is one. */
export function askForProof(scope: StaffScope): Promise<void> {
  return inScope(scope, (tx) => enqueue(tx, "identity.prove-audit", {}, { key: "identity.prove-audit" }));
}
