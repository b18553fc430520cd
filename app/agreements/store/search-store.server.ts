import { agreementsAccess } from "#app/agreements/access.ts";
import type { AgreementState } from "#app/agreements/kinds.ts";
import { stateWord } from "#app/agreements/words.ts";
import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";
import { foundPerKind, type Found } from "#app/platform/found.ts";
import { holds } from "#app/platform/search.server.ts";
import { requestNumberIn } from "#app/platform/search.ts";

type Row = { id: string; number: number; title: string; state: AgreementState; clientName: string };

/** The agreements whose title or number is what was typed, for staff who manage agreements; the latest first, a few at most: one query, none for the others. */
export async function findAgreementsBy(tx: Tx, scope: StaffScope, typed: string): Promise<Found[]> {
  if (!may(scope, agreementsAccess.manage)) return [];
  const rows = await tx.$queryRaw<Row[]>`
    select a.id::text, a.number::int, a.document->>'title' as title, a.state, c.name as "clientName"
    from agreement a join client_facts c on c.id = a.client_id
    where ${holds(sql`a.document->>'title'`, typed)} or a.number = ${requestNumberIn(typed)}
    order by a.created_at desc, a.id limit ${foundPerKind}`;
  return rows.map(({ id, number, title, state, clientName }) => ({
    to: `/staff/agreements/${id}`,
    title: `${title} ${number}`,
    detail: `${clientName} · ${stateWord(state)}`,
  }));
}
