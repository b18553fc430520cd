import { isDay } from "#app/platform/day.ts";
import { formatAmount, formatDay, formatMinutes, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

import { valueWord } from "./audit-values.ts";

/** What an event's particulars are made of; minutes, minor units and days as their names say. */
export type DetailValue = string | number | boolean | null | readonly string[];

const names: Record<string, (() => string) | undefined> = {
  role: () => m.audit_key_role(),
  why: () => m.audit_key_why(),
  by: () => m.audit_key_by(),
  count: () => m.audit_key_count(),
  method: () => m.audit_key_method(),
  way: () => m.audit_key_way(),
  contract: () => m.audit_key_contract(),
  fields: () => m.audit_key_fields(),
  from: () => m.audit_key_from(),
  to: () => m.audit_key_to(),
  workedOn: () => m.audit_key_worked_on(),
  receivedOn: () => m.byhand_received_on(),
  worked: () => m.audit_key_worked(),
  billed: () => m.audit_key_billed(),
  contested: () => m.audit_key_contested(),
  before: () => m.audit_key_before(),
  reason: () => m.audit_key_reason(),
  words: () => m.audit_key_words(),
  revision: () => m.audit_key_revision(),
  minutes: () => m.audit_key_minutes(),
  rolloverMonths: () => m.audit_key_rollover_months(),
  fromOn: () => m.audit_key_ends_from(),
  hours: () => m.audit_key_hours(),
  taken: () => m.audit_key_hours_taken(),
  topup: () => m.audit_key_topup_ended(),
  fromMonth: () => m.audit_key_from_month(),
  month: () => m.audit_key_month(),
  lot: () => m.audit_key_lot(),
  into: () => m.audit_key_into(),
  validUntil: () => m.audit_key_valid_until(),
  was: () => m.audit_key_was(),
  key: () => m.audit_key_key(),
  kind: () => m.audit_key_kind(),
  level: () => m.audit_key_level(),
  buyers: () => m.audit_key_buyers(),
  people: () => m.audit_key_people(),
  defects: () => m.audit_key_defects(),
  until: () => m.audit_key_until(),
  awaits: () => m.audit_key_awaits(),
  late: () => m.audit_key_late(),
  approval: () => m.audit_key_approval(),
  fairnessDays: () => m.audit_key_fairness_days(),
  correctionGraceDays: () => m.audit_key_correction_grace_days(),
  queryDays: () => m.audit_key_query_days(),
  amountMinor: () => m.audit_key_amount_minor(),
  openMinor: () => m.audit_key_open_minor(),
  grossMinor: () => m.audit_key_gross_minor(),
  paidMinor: () => m.audit_key_paid_minor(),
  stripe: () => m.audit_key_stripe(),
  error: () => m.audit_key_error(),
  beforeMinutes: () => m.audit_key_before_minutes(),
  limitMinutes: () => m.audit_key_limit_minutes(),
  country: () => m.audit_key_country(),
  vatNumber: () => m.audit_key_vat_number(),
  vatKind: () => m.audit_key_vat_kind(),
  terms: () => m.audit_key_terms(),
  origin: () => m.audit_key_origin(),
  onTrust: () => m.audit_key_on_trust(),
  mandate: () => m.audit_key_mandate(),
  type: () => m.audit_key_type(),
  last4: () => m.audit_key_last4(),
  mode: () => m.audit_key_mode(),
  thresholdMinutes: () => m.audit_key_threshold_minutes(),
  blockMinutes: () => m.audit_key_block_minutes(),
  maxPer30d: () => m.audit_key_max_per30d(),
  maxMinorPer30d: () => m.audit_key_max_minor_per30d(),
  differs: () => m.audit_key_mismatch(),
  mismatch: () => m.audit_key_mismatch(),
  pricePerHourMinor: () => m.audit_key_price_per_hour_minor(),
  validMonths: () => m.audit_key_valid_months(),
  title: () => m.audit_key_title(),
  name: () => m.audit_key_name(),
  required: () => m.audit_key_required(),
  overagePolicy: () => m.audit_key_overage_policy(),
  assignee: () => m.audit_key_assignee(),
  scopes: () => m.api_key_scopes(),
  person: () => m.api_key_acts_as(),
  days: () => m.api_key_lifetime_days(),
  via: () => m.api_via(),
  events: () => m.webhooks_events(),
  doneAt: () => m.change_audit_done_at(),
  proof: () => m.change_line_proof(),
  minimumMinutes: () => m.audit_key_minimum_minutes(),
  roundingMinutes: () => m.audit_key_rounding_minutes(),
  multiplierPercent: () => m.audit_key_multiplier_percent(),
  free: () => m.audit_key_free(),
  active: () => m.audit_key_active(),
  position: () => m.audit_key_position(),
  seats: () => m.audit_key_seats(),
  seatPriceMinor: () => m.audit_key_seat_price_minor(),
  startsOn: () => m.audit_key_starts_on(),
  seatsBefore: () => m.audit_key_seats_before(),
  seatPriceMinorBefore: () => m.audit_key_seat_price_minor_before(),
  startsOnBefore: () => m.audit_key_starts_on_before(),
  subject: () => m.audit_key_subject(),
  state: () => m.audit_key_state(),
  takenMinutes: () => m.audit_key_taken_minutes(),
  owedMinutes: () => m.audit_key_owed_minutes(),
  heldMinutes: () => m.audit_key_held_minutes(),
  tries: () => m.audit_key_tries(),
  vatNumberBefore: () => m.audit_key_vat_number_before(),
  countryBefore: () => m.audit_key_country_before(),
  minimumBefore: () => m.audit_key_minimum_before(),
  roundingBefore: () => m.audit_key_rounding_before(),
  multiplierBefore: () => m.audit_key_multiplier_before(),
  blocks: () => m.audit_key_blocks(),
  clients: () => m.audit_key_clients(),
  import: () => m.audit_key_import(),
  rows: () => m.audit_key_rows(),
  legalName: () => m.audit_key_legal_name(),
  addressLine: () => m.audit_key_address(),
  addressLines: () => m.audit_key_address(),
  postalCode: () => m.audit_key_postal_code(),
  city: () => m.audit_key_city(),
  zone: () => m.audit_key_zone(),
  locale: () => m.audit_key_language(),
  theme: () => m.audit_key_theme(),
  spreadsheet: () => m.audit_key_spreadsheet(),
  mutedLetters: () => m.identity_letters(),
  email: () => m.audit_key_email(),
  billingEmail: () => m.audit_key_email(),
  phone: () => m.audit_key_phone(),
  companyNumber: () => m.audit_key_company_number(),
  viesDownPolicy: () => m.audit_key_vies_down(),
  vatScheme: () => m.desk_field_vat_scheme(),
  priceMinor: () => m.people_key_price(),
  hourMinor: () => m.contracts_margin_hour(),
  requestMinor: () => m.contracts_margin_request(),
  correctionMinor: () => m.contracts_margin_correction(),
};

/** A particular's name in words; one that has none yet by its own name. */
export function detailName(name: string): string {
  return names[name]?.() ?? name;
}

const inMinutes = new Set(["worked", "billed", "contested", "minutes", "minimumBefore", "roundingBefore"]);

/** A particular's value as people read it: hours, amounts, days, yes and no. */
export function detailValue(name: string, value: DetailValue): string {
  if (value === null) return m.audit_none();
  if (typeof value === "boolean") return value ? m.audit_yes() : m.audit_no();
  if (typeof value === "number") return numberText(name, value);
  if (typeof value === "string") return isDay(value) ? formatDay(value) : valueWord(name, value);
  return value.map(name === "fields" ? detailName : (one) => valueWord(name, one)).join(", ");
}

function numberText(name: string, value: number): string {
  if (/Minor(Before|Per30d)?$/.test(name)) return formatAmount(value);
  return name.endsWith("Minutes") || inMinutes.has(name) ? formatMinutes(value) : formatNumber(value);
}
