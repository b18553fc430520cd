import type { AuditWords } from "#app/identity/audit.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** What api writes to the audit log, in words. */
export const apiAudit = {
  "api-key.made": () => m.api_did_made(),
  "api-key.revoked": () => m.api_did_revoked(),
} satisfies AuditWords;

/** The groups of these actions, in words. */
export const apiAuditGroups = {
  "api-key": () => m.api_keys(),
} satisfies AuditWords;

declare module "#app/identity/audit.ts" {
  interface AuditActions {
    api: keyof typeof apiAudit;
  }
}
