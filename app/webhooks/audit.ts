import type { AuditWords } from "#app/identity/audit.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** What webhooks writes to the audit log, in words. */
export const webhooksAudit = {
  "webhook.added": () => m.webhooks_did_added(),
  "webhook.paused": () => m.webhooks_did_paused(),
  "webhook.resumed": () => m.webhooks_did_resumed(),
  "webhook.secret-rotated": () => m.webhooks_did_rotated(),
  "webhook.removed": () => m.webhooks_did_removed(),
  "webhook.tested": () => m.webhooks_did_tested(),
  "webhook.resent": () => m.webhooks_did_resent(),
} satisfies AuditWords;

/** The groups of these actions, in words. */
export const webhooksAuditGroups = {
  webhook: () => m.webhooks_title(),
} satisfies AuditWords;

declare module "#app/identity/audit.ts" {
  interface AuditActions {
    webhooks: keyof typeof webhooksAudit;
  }
}
