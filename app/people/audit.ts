import type { AuditWords } from "#app/identity/audit.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** What people writes to the audit log, in words. */
export const peopleAudit = {
  "roster.restored": () => m.change_audit_roster_restored(),
  "employee.added": () => m.people_did_added(),
  "employee.changed": () => m.people_did_changed(),
  "employee.leaving-set": () => m.people_did_leaving_set(),
  "employee.leaving-cleared": () => m.people_did_leaving_cleared(),
  "seat.given": () => m.people_did_seat_given(),
  "seat.ended": () => m.people_did_seat_ended(),
  "seat.closed": () => m.people_did_seat_closed(),
  "device.added": () => m.people_did_device_added(),
  "device.changed": () => m.people_did_device_changed(),
  "device.removed": () => m.people_did_device_removed(),
  "licence.assigned": () => m.people_did_licence_assigned(),
  "licence.released": () => m.people_did_licence_released(),
  "licence.pool-set": () => m.people_did_pool_set(),
  "licence.product-set": () => m.people_did_product_set(),
  "licence.included-set": () => m.people_did_included_set(),
  "licence.price-set": () => m.people_did_price_set(),
  "right.granted": () => m.people_did_right_granted(),
  "right.revoked": () => m.people_did_right_revoked(),
  "roster.attested": () => m.people_did_attested(),
  "rights.reviewed": () => m.people_did_reviewed(),
  "seat-type.set": () => m.people_did_seat_type(),
  "roster.imported": () => m.people_did_imported(),
  "microsoft.app-set": () => m.people_ms_did_app(),
  "microsoft.connected": () => m.people_ms_did_connected(),
  "microsoft.disconnected": () => m.people_ms_did_disconnected(),
  "microsoft.reading-asked": () => m.people_ms_did_asked(),
  "microsoft.proposed-again": () => m.people_ms_did_again(),
  "microsoft.consented": () => m.people_ms_did_consented(),
  "microsoft.read": () => m.people_ms_did_read(),
  "microsoft.not-read": () => m.people_ms_did_not_read(),
  "microsoft.accepted": () => m.people_ms_did_accepted(),
  "microsoft.refused": () => m.people_ms_did_refused(),
} satisfies AuditWords;

/** The groups of these actions, in words. */
export const peopleAuditGroups = {
  rights: () => m.people_rights_title(),
  "seat-type": () => m.people_seat_types(),
  employee: () => m.people_group_employee(),
  seat: () => m.people_group_seat(),
  device: () => m.people_group_device(),
  licence: () => m.people_group_licence(),
  right: () => m.people_group_right(),
  roster: () => m.people_group_roster(),
  microsoft: () => m.people_ms_title(),
} satisfies AuditWords;

declare module "#app/identity/audit.ts" {
  interface AuditActions {
    people: keyof typeof peopleAudit;
  }
}
