import { m } from "#app/platform/generated/i18n/messages.js";

import type { InviteRefusal } from "./invitation.server.ts";
import type { JoinAnswer } from "./join-place.server.ts";
import type { PasswordProblem } from "./rules/password-rules.ts";
import type { ManageRefusal } from "./rules/may-invite.ts";
import type { ClientRole, StaffRole } from "./scope.ts";

/** What is wrong with a new password, and the way out. */
export const passwordWords = {
  "password-too-short-alone": () => m.identity_password_short({ minimum: 15 }),
  "password-too-short": () => m.identity_password_short({ minimum: 12 }),
  "password-too-long": () => m.identity_password_long({ maximum: 128 }),
  "password-too-common": () => m.identity_password_common(),
} satisfies Record<PasswordProblem, () => string>;

/** Why somebody's access was not changed. */
export const manageWords = {
  "not-allowed": () => m.identity_manage_not_allowed(),
  "own-access": () => m.identity_manage_own(),
  "last-one": () => m.identity_manage_last(),
  "not-found": () => m.identity_manage_gone(),
  "has-access": () => m.identity_invite_has_access(),
  "other-kind": () => m.identity_invite_other_kind(),
} satisfies Record<ManageRefusal | "not-found" | InviteRefusal, () => string>;

/** Why somebody with an account did not join one more client. */
export const joinRefusalWords = {
  "link-over": () => m.identity_link_over(),
  wrong: () => m.identity_join_wrong(),
  "other-kind": () => m.identity_invite_other_kind(),
} satisfies Record<Exclude<Extract<JoinAnswer, { ok: false }>["refusal"], "locked">, () => string>;

const clientRoleWords = {
  employee: () => m.identity_role_employee(),
  approver: () => m.identity_role_approver(),
  finance: () => m.identity_role_finance(),
  manager: () => m.identity_role_manager(),
} satisfies Record<ClientRole, () => string>;

const staffRoleWords = {
  engineer: () => m.identity_role_engineer(),
  account_manager: () => m.identity_role_account_manager(),
  finance: () => m.identity_role_finance(),
  owner: () => m.identity_role_owner(),
} satisfies Record<StaffRole, () => string>;

const roleHints = {
  employee: () => m.identity_role_employee_may(),
  approver: () => m.identity_role_approver_may(),
  finance: () => m.identity_role_finance_may(),
  manager: () => m.identity_role_manager_may(),
  engineer: () => m.identity_role_engineer_may(),
  account_manager: () => m.identity_role_account_manager_may(),
  owner: () => m.identity_role_owner_may(),
} satisfies Record<ClientRole | StaffRole, () => string>;

/** A role in words. */
export function roleWord(role: string): string {
  const words: Record<string, (() => string) | undefined> = { ...clientRoleWords, ...staffRoleWords };
  return words[role]?.() ?? role;
}

/** What a role may do, in a few words. */
export function roleMay(role: ClientRole | StaffRole): string {
  return roleHints[role]();
}

/** How long a locked subject stays locked. */
export function lockedWords(minutes: number): string {
  return m.identity_locked({ minutes });
}
