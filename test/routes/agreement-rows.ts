import pg from "pg";

import { exampleTemplates } from "#app/agreements/examples/examples.ts";
import { sqlNow } from "#test/setup/clock.ts";

/** Somebody's clauses, so many, of a paragraph each. */
export const clausesOf = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    ...{ id: `clause-${at + 1}`, heading: `Artikel ${at + 1}` },
    blocks: [
      { kind: "paragraph", of: [{ text: "Zo is het tussen beide partijen afgesproken. ".repeat(12) }] },
    ],
  }));

/** An agreement of Bakkerij Jansen addressed to Petra, past all verbs: open, or signed and waiting for its seal. Answers its ids and hash. */
export async function agreementForPetra(
  databaseUrl: string,
  state: "open" | "signed",
): Promise<{ id: string; clientId: string; documentHash: string }> {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  const one = async (text: string, values: unknown[]): Promise<Record<string, string>> =>
    (await db.query<Record<string, string>>(text, values)).rows[0] ?? {};
  try {
    await one("select set_config('app.scope', 'system', false)", []);
    await one(
      `insert into agreement_template (kind, version, content, content_hash, changed_at, published_at)
      values ('notice', 1, $1, sha256(''), ${sqlNow()}, ${sqlNow()}) on conflict do nothing`,
      [JSON.stringify(exampleTemplates.notice)],
    );
    const document = { title: "Opzegging", number: "1", locale: "nl", template: "Opzegging", parties: [] };
    const {
      client_id: clientId = "",
      id = "",
      hash = "",
    } = await one(
      `insert into agreement (client_id, number, kind, template_version, locale, subject_kind, subject_id, revision, document, document_hash,
        created_at, state, closed_at)
      select c.id, next_number('agreement'), 'notice', 1, 'nl', 'contract', gen_random_uuid()::text, 1, $1, sha256(convert_to(gen_random_uuid()::text, 'UTF8')),
        ${sqlNow()}, $2::text, case when $2::text = 'signed' then ${sqlNow()} end
      from client c where c.name = 'Bakkerij Jansen' returning client_id::text, id::text, encode(document_hash, 'hex') as hash`,
      [JSON.stringify({ ...document, clauses: clausesOf(1), signers: [] }), state],
    );
    await one(
      `insert into agreement_signer (client_id, agreement_id, position, side, user_id, name, email, company, authority, state, typed_name, acted_at)
      select $1::uuid, $2::uuid, 1, 'client', u.id, u.name, u.email, 'Bakkerij Jansen', 'beheerder', case when $3::boolean then 'signed' else 'waiting' end,
        case when $3::boolean then u.name end, case when $3::boolean then ${sqlNow()} end
      from "user" u where u.email = 'petra@bakkerij-jansen.example'`,
      [clientId, id, state === "signed"],
    );
    for (const [at, kind] of ["prepared", ...(state === "signed" ? ["signed", "completed"] : [])].entries())
      await one(
        `insert into agreement_evidence (client_id, agreement_id, seq, at, kind, content, previous_hash, hash)
        values ($1::uuid, $2::uuid, $3::int, ${sqlNow()}, $4, '{}', sha256(''), sha256(''))`,
        [clientId, id, at + 1, kind],
      );
    return { id, clientId, documentHash: hash };
  } finally {
    await db.end();
  }
}
