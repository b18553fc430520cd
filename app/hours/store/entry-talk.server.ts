import type { LineKind } from "#app/hours/store/entry-query.server.ts";
import type { QueryState } from "#app/hours/rules/contest.ts";
import type { ApprovalState, ApprovalStep } from "#app/hours/store/time-approval.server.ts";
import type { Approver } from "#app/hours/rules/approval.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** A line of a query's thread; `on` is the day in the client's zone, `minutes` what stays billed after an accepted query. */
export type TalkLine = {
  id: string;
  kind: LineKind;
  name: string;
  byStaff: boolean;
  words: string;
  minutes: number | null;
  on: string;
};
export type TalkQuery = {
  id: string;
  revision: number;
  minutes: number;
  state: QueryState;
  lines: TalkLine[];
};
export type TalkStep = {
  version: number;
  step: ApprovalStep;
  name: string;
  words: string | null;
  on: string;
};
export type TalkApproval = {
  awaits: Approver;
  state: ApprovalState;
  version: number;
  late: boolean;
  reason: string | null;
  engineerId: string;
  steps: TalkStep[];
};
/** All that was said about an entry: the client's questions and the approval it went through; `recordedOn` is the day its present revision was written. */
export type EntryTalk = {
  zone: string;
  queryDays: number;
  recordedOn: string;
  queries: TalkQuery[];
  approval: TalkApproval | null;
};

/** Reads all that was said about an entry in one query. */
export async function findEntryTalk(tx: Tx, clientId: string, entryId: string): Promise<EntryTalk> {
  const [row] = await tx.$queryRaw<EntryTalk[]>`
    select c.zone, coalesce(t.query_days, p.query_days) as "queryDays", day_in(c.zone, e.updated_at)::text as "recordedOn",
      coalesce((select jsonb_agg(jsonb_build_object('id', q.id, 'revision', q.revision, 'minutes', q.minutes, 'state', q.state, 'lines', (
          select jsonb_agg(jsonb_build_object('id', l.id, 'kind', l.kind, 'name', u.name, 'byStaff', l.by_staff, 'words', l.words, 'minutes', l.minutes, 'on', day_in(c.zone, l.at)) order by l.at, l.id)
          from entry_query_line l join user_facts u on u.id = l.author_id where l.client_id = q.client_id and l.query_id = q.id)) order by q.revision desc)
        from entry_query q where q.client_id = e.client_id and q.entry_id = e.id), '[]') as queries,
      (select jsonb_build_object('awaits', a.awaits, 'state', a.state, 'version', a.version, 'late', a.late, 'reason', a.reason, 'engineerId', e.engineer_id, 'steps', (
          select jsonb_agg(jsonb_build_object('version', s.version, 'step', s.step, 'name', u.name, 'words', s.words, 'on', day_in(c.zone, s.at)) order by s.version)
          from time_approval_step s join user_facts u on u.id = s.actor_id where s.client_id = a.client_id and s.entry_id = a.entry_id))
        from time_approval a where a.client_id = e.client_id and a.entry_id = e.id) as approval
    from time_entry e join client_facts c on c.id = e.client_id cross join msp_facts p left join time_setting t on t.client_id = c.id
    where e.client_id = ${clientId}::uuid and e.id = ${entryId}::uuid`;
  if (!row) throw new Error(`No entry ${entryId}`);
  return row;
}
