import { m } from "#app/platform/generated/i18n/messages.js";

const groups: Record<string, (() => string) | undefined> = {
  session: () => m.identity_group_session(),
  access: () => m.identity_group_access(),
  password: () => m.identity_group_password(),
  "second-factor": () => m.identity_group_second_factor(),
  "backup-codes": () => m.identity_group_backup_codes(),
  invitation: () => m.identity_group_invitation(),
  person: () => m.identity_group_person(),
  profile: () => m.identity_group_profile(),
  order: () => m.identity_group_order(),
  time: () => m.identity_group_time(),
  topup: () => m.topup_group_topup(),
  method: () => m.topup_group_method(),
  query: () => m.query_group(),
  request: () => m.identity_group_request(),
  calendar: () => m.queue_hours_title(),
  "canned-answer": () => m.queue_answers(),
  client: () => m.identity_group_client(),
  hours: () => m.identity_group_hours(),
  statement: () => m.statement_did_group(),
  msp: () => m.identity_group_msp(),
  "work-type": () => m.identity_group_work_type(),
  contract: () => m.identity_group_contract(),
  agreement: () => m.agreements_group(),
  proposal: () => m.conversion_group(),
  readiness: () => m.conversion_group_readiness(),
  radar: () => m.conversion_radar_title(),
  "hour-block": () => m.identity_group_hour_block(),
  "billing-details": () => m.identity_group_billing_details(),
  task: () => m.refund_group_task(),
  job: () => m.audit_group_job(),
  margin: () => m.contracts_margin_title(),
  rights: () => m.people_rights_title(),
  "seat-type": () => m.people_seat_types(),
  employee: () => m.people_group_employee(),
  seat: () => m.people_group_seat(),
  device: () => m.people_group_device(),
  licence: () => m.people_group_licence(),
  right: () => m.people_group_right(),
  microsoft: () => m.people_ms_title(),
  roster: () => m.people_group_roster(),
  webhook: () => m.webhooks_title(),
  "api-key": () => m.api_keys(),
  catalogue: () => m.change_editor_title(),
};

/** A kind of event in words; one that has none yet by its own name. */
export function groupWord(group: string): string {
  return groups[group]?.() ?? group;
}

/** The kinds of events there are, for the filter. */
export function auditGroups(): string[] {
  return Object.keys(groups);
}
