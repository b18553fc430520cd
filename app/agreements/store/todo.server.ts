import { agreementsAccess } from "#app/agreements/access.ts";
import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";
import type { TodoItem } from "#app/platform/todo.ts";

/** Agreements that this person is to sign, those that others don't sign although they were reminded, those that ended unsigned, and those that the daily proof found changed. */
export const agreementTodoKinds = ["countersign", "unsigned", "agreement-ended", "agreement-defect"] as const;
export type AgreementTodoKind = (typeof agreementTodoKinds)[number];

/** For how long an agreement that ended unsigned waits for a new one. */
const endedDays = 30;

type Waiting = Omit<TodoItem<AgreementTodoKind>, "to" | "title"> & { title: string; number: number };

const waiting = (scope: StaffScope) => sql`
  select a.id::text, a.number::int, a.document ->> 'title' as title, c.name as "clientName", s.name as who,
    case when a.state <> 'open' then 'agreement-ended' when s.mine then 'countersign' else 'unsigned' end as kind,
    coalesce(a.closed_at, a.created_at) as since
  from agreement a join client_facts c on c.id = a.client_id and c.ended_at is null
  left join lateral (
    select w.name, w.reminders, w.side = 'msp' and w.user_id = ${scope.userId}::uuid as mine from agreement_signer w
    where w.client_id = a.client_id and w.agreement_id = a.id and w.state <> 'signed'
    order by w.position, 3 desc, w.reminders desc, w.id limit 1) s on true
  where a.state = 'open' and (a.expires_at is null or a.expires_at > ${now()}) and (s.mine or s.reminders > 0)
    or a.state in ('declined', 'expired') and a.closed_at > ${new Date(now().getTime() - endedDays * 86_400_000)}
      and not exists (select from agreement n where n.subject_kind = a.subject_kind and n.subject_id = a.subject_id
        and n.client_id = a.client_id and n.number > a.number)
  union all
  select a.id::text, a.number::int, a.document ->> 'title', c.name, null, 'agreement-defect', min(d.found_at)
  from agreement_defect d join agreement a on a.client_id = d.client_id and a.id = d.agreement_id join client_facts c on c.id = a.client_id
  group by a.id, a.number, a.document, c.name`;

/** How many agreements of each kind wait, for those who manage them: one query. */
export async function countAgreementTodo(
  tx: Tx,
  scope: StaffScope,
): Promise<Record<AgreementTodoKind, number>> {
  const counts = { countersign: 0, unsigned: 0, "agreement-ended": 0, "agreement-defect": 0 };
  if (!may(scope, agreementsAccess.manage)) return counts;
  const rows = await tx.$queryRaw<{ kind: AgreementTodoKind; count: number }[]>`
    select kind, count(*)::int as count from (${waiting(scope)}) w group by kind`;
  for (const { kind, count } of rows) counts[kind] = count;
  return counts;
}

/** The agreements that wait, the oldest first, `limit` of each kind at most, for those who manage them: one query. */
export async function listAgreementTodo(
  tx: Tx,
  scope: StaffScope,
  limit: number,
): Promise<TodoItem<AgreementTodoKind>[]> {
  if (!may(scope, agreementsAccess.manage)) return [];
  const rows = await tx.$queryRaw<Waiting[]>`
    select id, number, title, "clientName", who, kind, since
    from (select w.*, row_number() over (partition by kind order by since, number) as place from (${waiting(scope)}) w) ranked
    where place <= ${limit}::int order by since, number`;
  return rows.map(({ number, title, ...row }) => ({
    ...row,
    title: `${title} ${number}`,
    to: `/staff/agreements/${row.id}${row.kind === "countersign" ? "/sign" : ""}`,
  }));
}
