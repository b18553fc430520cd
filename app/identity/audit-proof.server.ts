import { asSystemAtLeisure, inScope, type Tx } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { log } from "#app/platform/log.server.ts";

import type { StaffScope } from "./scope.ts";

/** The chains' verdict: how many rows there are, how many of them are proved, when all were proved at once, and where the first broken link is, if one is. */
export type AuditVerdict = {
  rows: number;
  proved: number;
  wholeAt: Date | null;
  broken: { seq: number; defect: string; client: string | null } | null;
};

/** New rows of one chain that one look proves, so that a look stays quick; the rest is the next look's, or the night's. */
const mostRows = 5000;

/** Proves what was appended since the last look, and tells how the whole log stands. */
export async function proveNewest(tx: Tx): Promise<AuditVerdict> {
  await tx.$queryRaw`select chain::text from audit_prove(${mostRows}::bigint)`;
  const [verdict] = await tx.$queryRaw<Omit<AuditVerdict, "broken">[]>`
    select coalesce(sum(c.seq), 0)::int as rows, coalesce(sum(p.seq), 0)::int as proved,
      case when bool_and(p.whole_at is not null) then min(p.whole_at) end as "wholeAt"
    from audit_chain c left join audit_proof p on p.chain = c.chain`;
  const [broken] = await tx.$queryRaw<{ seq: number; defect: string; client: string | null }[]>`
    select p.broken_seq::int as seq, p.defect, c.name as client from audit_proof p left join client_facts c on c.id = p.chain
    where p.broken_seq is not null order by p.chain limit 1`;
  return { ...(verdict ?? { rows: 0, proved: 0, wholeAt: null }), broken: broken ?? null };
}

/** Proves every row of every chain from the first: each night, and when somebody asks. */
export async function proveAll(): Promise<void> {
  const broken = await asSystemAtLeisure(
    (tx) =>
      tx.$queryRaw<
        { chain: string; seq: string; defect: string }[]
      >`select chain::text, seq::text, defect from audit_prove(null)`,
  );
  if (broken.length > 0) log.error({ broken }, "the audit log has been changed");
}

/** Asks for a proof of the whole log; asked twice before it began, it is one. */
export function askForProof(scope: StaffScope): Promise<void> {
  return inScope(scope, (tx) => enqueue(tx, "identity.prove-audit", {}, { key: "identity.prove-audit" }));
}
