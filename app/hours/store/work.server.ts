import type { Tx } from "#app/platform/db.server.ts";
import type { WorkDetails } from "#app/hours/work-details.ts";
import type { ApprovalSetting } from "#app/hours/rules/approval.ts";
import type { WorkRule } from "#app/hours/rules/billable-minutes.ts";
import { isLocale, type Locale } from "#app/platform/i18n/locale.ts";

/** Where and by which rule work is written down. */
export type WorkSetting = {
  zone: string;
  /** The MSP's, whose clock the engineers type by. */
  ownZone: string;
  locale: Locale;
  hasRequest: boolean;
  rule: WorkRule | null;
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
    select c.zone, m.zone as own_zone, c.locale, r.id is not null as has_request, s.fairness_days, coalesce(t.approval, 'none') as approval, w.minimum_minutes, w.rounding_minutes, w.multiplier_percent, w.free
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
    locale: isLocale(row.locale) ? row.locale : "nl",
    hasRequest: row.has_request,
    rule: ruleOf(row),
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
