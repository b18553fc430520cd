import type { AuditWords } from "#app/identity/audit.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** What requests writes to the audit log, in words. */
export const requestsAudit = {
  "request.created": () => m.identity_did_request_created(),
  "request.moved": () => m.identity_did_request_moved(),
  "request.assigned": () => m.identity_did_request_assigned(),
  "request.taken": () => m.queue_did_taken(),
  "request.prioritised": () => m.queue_did_prioritised(),
  "request.snoozed": () => m.queue_did_snoozed(),
  "request.merged": () => m.queue_did_merged(),
  "request.undone": () => m.queue_did_undone(),
  "request.commented": () => m.queue_did_commented(),
  "request.noted": () => m.queue_did_noted(),
  "request.file-added": () => m.files_did_added(),
  "request.file-refused": () => m.files_did_refused(),
} satisfies AuditWords;

/** The groups of these actions, in words. */
export const requestsAuditGroups = {
  request: () => m.identity_group_request(),
} satisfies AuditWords;

declare module "#app/identity/audit.ts" {
  interface AuditActions {
    requests: keyof typeof requestsAudit;
  }
}
