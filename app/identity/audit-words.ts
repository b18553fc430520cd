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
  request: () => m.identity_group_request(),
  client: () => m.identity_group_client(),
  settings: () => m.identity_group_settings(),
};

const actions: Record<string, (() => string) | undefined> = {
  "session.started": () => m.identity_did_sign_in(),
  "session.refused": () => m.identity_did_sign_in_refused(),
  "session.ended": () => m.identity_did_sign_out(),
  "session.others-ended": () => m.identity_did_end_others(),
  "session.confirmed": () => m.identity_did_confirm(),
  "session.confirm-refused": () => m.identity_did_confirm_refused(),
  "access.refused": () => m.identity_did_access_refused(),
  "password.changed": () => m.identity_did_password(),
  "password.change-refused": () => m.identity_did_password_refused(),
  "password.reset-asked": () => m.identity_did_reset_asked(),
  "password.reset": () => m.identity_did_reset(),
  "second-factor.begun": () => m.identity_did_mfa_begun(),
  "second-factor.on": () => m.identity_did_mfa_on(),
  "second-factor.off": () => m.identity_did_mfa_off(),
  "second-factor.refused": () => m.identity_did_mfa_refused(),
  "backup-codes.renewed": () => m.identity_did_backup(),
  "invitation.sent": () => m.identity_did_invite(),
  "invitation.resent": () => m.identity_did_invite_again(),
  "invitation.revoked": () => m.identity_did_revoke(),
  "invitation.accepted": () => m.identity_did_accept(),
  "invitation.refused": () => m.identity_did_invite_refused(),
  "person.added": () => m.identity_did_add(),
  "person.ended": () => m.identity_did_end(),
  "person.role-changed": () => m.identity_did_role(),
  "person.change-refused": () => m.identity_did_change_refused(),
  "profile.changed": () => m.identity_did_profile(),
};

/** A kind of event in words; one that has none yet by its own name. */
export function groupWord(group: string): string {
  return groups[group]?.() ?? group;
}

/** An event in words; one that has none yet by its own name. */
export function actionWord(action: string): string {
  return actions[action]?.() ?? action;
}
