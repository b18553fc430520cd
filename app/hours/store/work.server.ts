import type { Tx } from "#app/platform/db.server.ts";
import type { WorkDetails } from "#app/hours/work-details.ts";
import type { ApprovalSetting } from "#app/hours/rules/approval.ts";
import type { WorkRule } from "#app/hours/rules/billable-minutes.ts";
import { day, type Day } from "#app/platform/day.ts";
import { localeOf, type Locale } from "#app/platform/i18n/locale.ts";

/** A span of days in which a managed contract covers a type of work. */
export type Cover = { from: Day; until: Day | null };

/** What decides how work is logged at a client: zones, rule, contract cover, approval. */
export type WorkSetting = {
  zone: string;
  /** The MSP's, whose clock the engineers type by. */
  ownZone: string;
  locale: Locale;
  hasRequest: boolean;
  rule: WorkRule | null;
  /** When managed contracts cover work of this type, both ends inclusive. */
  covers: Cover[];
  fairnessDays: number | null;
  approval: ApprovalSetting;
};

type Row = {
  zone: string;
  own_zone: string;
  locale: string;
  has_request: boolean;
  fairness_days: number | null;
  approval: ApprovalSetting;
  covers: { from: string; until: string | null }[];
  minimum_minutes: number | null;
  rounding_minutes: number | null;
  multiplier_percent: number | null;
  free: boolean | null;
};

/** Finds the client's zone and the MSP's, whether the request is that client's, and the rule as it is now of a work type that is still offered; null for no live client in sight. */
export async function findWorkSetting(
  tx: Tx,
  work: Pick<WorkDetails, "clientId" | "requestId" | "workTypeId">,
): Promise<WorkSetting | null> {
  const [row] = await tx.$queryRaw<Row[]>`
    select c.zone, m.zone as own_zone, c.locale, r.id is not null as has_request, s.fairness_days, coalesce(t.approval, 'none') as approval, w.minimum_minutes, w.rounding_minutes, w.multiplier_percent, w.free,
      coalesce((select jsonb_agg(jsonb_build_object('from', k.from_on, 'until', k.until_on)) from work_cover k
        where k.client_id = c.id and k.work_type_id = ${work.workTypeId}::uuid), '[]') as covers
    from client_facts c
    cross join msp_facts m
    left join request_facts r on r.client_id = c.id and r.id = ${work.requestId}::uuid
    left join work_type w on w.id = ${work.workTypeId}::uuid and w.active
    left join hour_setting s on s.client_id = c.id
    left join time_setting t on t.client_id = c.id
    where c.id = ${work.clientId}::uuid and c.ended_at is null`;
  if (!row) return null;
  return {
    zone: row.zone,
    ownZone: row.own_zone,
    locale: localeOf(row.locale),
    hasRequest: row.has_request,
    rule: ruleOf(row),
    covers: row.covers.map(({ from, until }) => ({
      from: day(from),
      until: until === null ? null : day(until),
    })),
    fairnessDays: row.fairness_days,
    approval: row.approval,
  };
}

function ruleOf(row: Row): WorkRule | null {
  if (
    row.minimum_minutes === null ||
    row.rounding_minutes === null ||
    row.multiplier_percent === null ||
    row.free === null
  )
    return null;
  return {
    minimumMinutes: row.minimum_minutes,
    roundingMinutes: row.rounding_minutes,
    multiplierPercent: row.multiplier_percent,
    free: row.free,
  };
}

/** A work type's rule for work on a day: covered if a managed contract covers it on that day. */
export function ruleOn(
  { minimumMinutes, roundingMinutes, multiplierPercent, free }: WorkRule,
  { covers }: Pick<WorkSetting, "covers">,
  on: Day,
): WorkRule {
  const isCovered = covers.some(({ from, until }) => from <= on && (until === null || on <= until));
  return {
    minimumMinutes,
    roundingMinutes,
    multiplierPercent,
    free,
    ...(isCovered && { covered: true as const }),
  };
}
