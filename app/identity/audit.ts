import { m } from "#app/platform/generated/i18n/messages.js";

/** Words for actions of the audit log, or for the groups that these begin with, each in the reader's language. */
export type AuditWords = Readonly<Record<string, () => string>>;

/**
 * The actions of each module by its name: the keys of the table in its `audit.ts`, added by declaration. So an action that has no words
 * does not compile.
 */
export interface AuditActions {
  identity: keyof typeof identityAudit;
}
export type AuditAction = AuditActions[keyof AuditActions];
/** What an action begins with, up to its dot. */
export type AuditGroup = AuditAction extends `${infer Group}.${string}` ? Group : never;

/** The words of all modules' actions and groups, as pages of the log take them. What a log of older times holds besides is its own word. */
export type AuditVocabulary = {
  action: (action: string) => string;
  group: (group: string) => string;
  groups: readonly string[];
};

/** What identity writes to the audit log, in words. */
export const identityAudit = {
  "session.started": () => m.identity_did_sign_in(),
  "session.placed": () => m.identity_did_placed(),
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
} satisfies AuditWords;

/** The groups of these actions, in words. */
export const identityAuditGroups = {
  session: () => m.identity_group_session(),
  access: () => m.identity_group_access(),
  password: () => m.identity_group_password(),
  "second-factor": () => m.identity_group_second_factor(),
  "backup-codes": () => m.identity_group_backup_codes(),
  invitation: () => m.identity_group_invitation(),
  person: () => m.identity_group_person(),
  profile: () => m.identity_group_profile(),
} satisfies AuditWords;
