import { formatDay, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

import type { ReviewRefusal } from "./review-rights.server.ts";
import type { AttestRefusal } from "./attest-roster.server.ts";
import type { PoolRefusal, ProductRefusal } from "./change-holdings.server.ts";
import type { DeviceRefusal } from "./rules/device-acts.ts";
import type { EmployeeRefusal } from "./rules/employee-acts.ts";
import type { LicenceRefusal } from "./rules/licence-acts.ts";
import type { RightRefusal } from "./rules/right-acts.ts";
import type { ResourceKind, RightLevel } from "./rules/roster.ts";
import type { OddLine, PersonState } from "./rules/roster-view.ts";
import type { SeatRefusal } from "./rules/seat-acts.ts";
import type { StandardRefusal } from "./rules/standard-changes.ts";
import type { HeldKind } from "./store/todo-store.server.ts";

export type PeopleRefusal =
  | ReviewRefusal
  | EmployeeRefusal
  | SeatRefusal
  | DeviceRefusal
  | LicenceRefusal
  | RightRefusal
  | PoolRefusal
  | ProductRefusal
  | AttestRefusal
  | StandardRefusal;

/** Why an act on a client's people was refused, and what to do instead. */
export const refusalWords = {
  "rights-changed": m.people_refused_rights_changed,
  "no-rights": m.people_refused_no_rights,
  "leaves-before-joining": m.people_refused_leaves_before,
  "email-taken": m.people_refused_email,
  "login-taken": m.people_refused_login,
  "login-unknown": m.people_refused_login_unknown,
  "employee-gone": m.people_refused_employee_gone,
  "not-employed": m.people_refused_not_employed,
  "has-seat": m.people_refused_has_seat,
  "seat-taken": m.people_refused_seat_taken,
  "seat-gone": m.people_refused_seat_gone,
  "ends-before-start": m.people_refused_ends_before,
  "seat-held-later": m.people_refused_seat_held_later,
  "device-gone": m.people_refused_device_gone,
  "serial-taken": m.people_refused_serial,
  "licence-twice": m.people_refused_licence_twice,
  "none-free": m.people_refused_none_free,
  "licence-gone": m.people_refused_licence_gone,
  "free-before-start": m.people_refused_free_before,
  "right-twice": m.people_refused_right_twice,
  "right-gone": m.people_refused_right_gone,
  "product-gone": m.people_refused_product_gone,
  "other-currency": m.people_refused_currency,
  "term-before-start": m.people_refused_term,
  "product-known": m.people_refused_product_known,
  "list-changed": m.people_refused_list_changed,
  "nobody-shown": m.people_refused_nobody_shown,
  "changed-since": m.people_refused_changed_since,
} satisfies Record<PeopleRefusal, () => string>;

export const stateWords = {
  "at-work": m.people_state_at_work,
  coming: m.people_state_coming,
  leaving: m.people_state_leaving,
  left: m.people_state_left,
} satisfies Record<PersonState, () => string>;

export const resourceKindWords = {
  group: m.people_resource_group,
  mailbox: m.people_resource_mailbox,
  folder: m.people_resource_folder,
  application: m.people_resource_application,
  other: m.people_resource_other,
} satisfies Record<ResourceKind, () => string>;

export const levelWords = {
  read: m.people_level_read,
  write: m.people_level_write,
  owner: m.people_level_owner,
} satisfies Record<RightLevel, () => string>;

/** What somebody can hold after their last day. */
export const heldWords = {
  licence: m.people_group_licence,
  right: m.people_group_right,
  seat: m.people_group_seat,
  device: m.people_group_device,
} satisfies Record<HeldKind, () => string>;

/** A level's word; the level itself where it has none. */
export function levelWord(level: string): string {
  return level === "read" || level === "write" || level === "owner" ? levelWords[level]() : level;
}

/** The name of a seat type or product among those listed. */
export function nameOf(names: readonly { id: string; name: string }[], id: string): string {
  return names.find((one) => one.id === id)?.name ?? "";
}

/** What is odd, in one sentence. */
export function oddWords({ kind, name, what, since }: OddLine): string {
  const day = since === null ? "" : formatDay(since);
  switch (kind) {
    case "leaver-licence":
      return m.people_odd_leaver_licence({ name, what, day });
    case "leaver-right":
      return m.people_odd_leaver_right({ name, what, day });
    case "leaver-seat":
      return m.people_odd_leaver_seat({ name, what, day });
    case "leaver-device":
      return m.people_odd_leaver_device({ name, what, day });
    case "too-few":
      return m.people_odd_too_few({ name, what });
    case "seat-empty":
      return m.people_odd_seat_empty({ what });
    case "no-seat":
      return m.people_odd_no_seat({ name });
  }
}

/** What it costs each month; nothing where it costs nothing. */
export function oddCost({ monthlyMinor, currency }: OddLine): string | null {
  return monthlyMinor === null || currency === null
    ? null
    : m.people_a_month({ amount: formatMoney(monthlyMinor, currency) });
}
