// npm run check:ledger: proves the hours ledger, the audit log and the agreements of DATABASE_URL's database, or else of the demo's.
// With -- --stripe it compares the payments with Stripe too: STRIPE_SECRET_KEY's, or else the demo's offline one.
import type pg from "pg";

import { withDatabase } from "#app/commands/services/any-database.ts";
import { withClient } from "#app/commands/services/database.ts";
import { withStripe } from "#app/commands/services/any-stripe.ts";
import { onlyKnows } from "#app/commands/parts/project.mjs";
import { giveUp } from "#app/commands/parts/say.mjs";
import { SetupProblem } from "#app/platform/setup-problem.js";

type Defect = { what: string; where: string; detail: string };

const defects = await check().catch(giveUp);
for (const { what, where, detail } of defects) console.log(`${what}  ${where}  ${detail}`);
console.log(defects.length === 1 ? "1 defect" : `${defects.length} defects`);
process.exitCode = defects.length === 0 ? 0 : 1;

async function check(): Promise<Defect[]> {
  onlyKnows("check:ledger", ["--stripe"]);
  return withDatabase(async (url) => {
    const own = await withClient(url, readDefects);
    const asked = process.argv.includes("--stripe") ? await withStripe(url, readDifferences) : [];
    return [...own, ...asked, ...(await readAgreements(url))];
  });
}

/** What differs between Stripe's records and the ledger, but for what a person has settled; writes nothing. */
async function readDifferences(): Promise<Defect[]> {
  const { listUnsettled } = await import("#app/billing/reconcile/compare-payments.server.ts");
  const { closeDatabase } = await import("#app/platform/db.server.ts");
  const { stripeTrouble } = await import("#app/billing/stripe.server.ts");
  const found = await listUnsettled()
    .catch((error: unknown) => {
      const trouble = stripeTrouble(error);
      if (!trouble) throw error;
      throw new SetupProblem(`The payments could not be compared with Stripe: ${trouble.message}`);
    })
    .finally(closeDatabase);
  return found.map(({ kind, clientId, subject, detail }) => ({
    what: `stripe ${kind}`,
    where: `client ${clientId ?? "none"}`,
    detail: [
      subject,
      ...Object.entries(detail)
        .filter(([, value]) => value !== null)
        .map(([name, value]) => `${name}=${value}`),
    ].join(" "),
  }));
}

/** The agreements whose text, evidence or files are not what was recorded; writes nothing. */
async function readAgreements(url: string): Promise<Defect[]> {
  Object.assign(process.env, { DATABASE_URL: url, LOG_LEVEL: process.env["LOG_LEVEL"] ?? "silent" });
  const { findDefects } = await import("#app/agreements/prove-agreements.server.ts");
  const { closeDatabase } = await import("#app/platform/db.server.ts");
  const found = await findDefects().finally(closeDatabase);
  return found.map(({ clientId, number, what }) => ({
    ...{ what: `agreement ${what}`, where: `client ${clientId}`, detail: `number ${number}` },
  }));
}

/** Reads in one snapshot, in the system's scope, and writes nothing. */
async function readDefects(client: pg.Client): Promise<Defect[]> {
  const {
    rows: [there],
  } = await client.query<{ migrated: boolean }>(
    "select to_regclass('ledger_defects') is not null and to_regclass('audit_defects') is not null as migrated",
  );
  if (!there?.migrated)
    throw new SetupProblem(
      "This database holds no ledger yet. Run npm run db:migrate, or name another in DATABASE_URL.",
    );
  await client.query("begin isolation level repeatable read read only");
  await client.query("select set_config('role', 'tegoed_system', true)");
  const { rows } = await client.query<Defect>(`
    select 'ledger ' || invariant as what, 'client ' || client_id as "where", concat_ws(' ', subject, detail) as detail from ledger_defects
    union all select 'audit ' || defect, 'chain ' || chain, 'event ' || seq from audit_defects order by 1, 2, 3`);
  await client.query("commit");
  return rows;
}
