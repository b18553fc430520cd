import type { AuditWords } from "#app/identity/audit.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** What connectors writes to the audit log, in words. */
export const connectorsAudit = {
  "halo.access-set": () => m.connectors_did_access(),
  "halo.choices-set": () => m.connectors_did_choices(),
  "halo.switched-on": () => m.connectors_did_on(),
  "halo.switched-off": () => m.connectors_did_off(),
  "halo.client-mapped": () => m.connectors_did_mapped(),
  "halo.client-unmapped": () => m.connectors_did_unmapped(),
  "halo.agent-mapped": () => m.connectors_did_agent(),
} satisfies AuditWords;

/** The groups of these actions, in words. */
export const connectorsAuditGroups = {
  halo: () => m.connectors_halo_title(),
} satisfies AuditWords;

declare module "#app/identity/audit.ts" {
  interface AuditActions {
    connectors: keyof typeof connectorsAudit;
  }
}
