import type { OveragePolicy } from "#app/hours/ledger.server.ts";
import type { ApprovalSetting } from "#app/hours/rules/approval.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** How a client's hours behave: minutes, whole days. */
export type HoursBehaviour = {
  thresholdMinutes: number;
  overagePolicy: OveragePolicy;
  fairnessDays: number;
  correctionGraceDays: number;
};

/** Whose word a client's time needs; `queryDays` is null where it is as the MSP says. */
export type TimeBehaviour = {
  approval: ApprovalSetting;
  queryDays: number | null;
  mspQueryDays: number;
};

/** How a client's hours behave; null where it has no account. */
export async function findHoursBehaviour(tx: Tx, id: string): Promise<HoursBehaviour | null> {
  const [row] = await tx.$queryRaw<HoursBehaviour[]>`
    select threshold_minutes as "thresholdMinutes", overage_policy as "overagePolicy", fairness_days as "fairnessDays", correction_grace_days as "correctionGraceDays" from hour_setting_facts where client_id = ${id}::uuid`;
  return row ?? null;
}

/** Whose word a client's time needs, and for how long it may be asked about. */
export async function findTimeBehaviour(tx: Tx, id: string): Promise<TimeBehaviour | null> {
  const [row] = await tx.$queryRaw<TimeBehaviour[]>`
    select coalesce(t.approval, 'none') as approval, t.query_days as "queryDays", p.query_days as "mspQueryDays" from msp_facts p left join time_setting_facts t on t.client_id = ${id}::uuid`;
  return row ?? null;
}
