import { agreementsAccess } from "#app/agreements/access.ts";
import { apiAccess } from "#app/api/access.ts";
import { billingAccess } from "#app/billing/access.ts";
import { connectorsAccess } from "#app/connectors/access.ts";
import { conversionAccess } from "#app/conversion/access.ts";
import { deskAccess } from "#app/desk/access.ts";
import { contractsAccess } from "#app/contracts/access.ts";
import { hoursAccess } from "#app/hours/access.ts";
import { identityAccess } from "#app/identity/access.ts";
import { may, type StaffPermission } from "#app/identity/permission.ts";
import type { StaffRole } from "#app/identity/scope.ts";
import { officeAccess } from "#app/office/access.ts";
import { peopleAccess } from "#app/people/access.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { requestsAccess } from "#app/requests/access.ts";
import { webhooksAccess } from "#app/webhooks/access.ts";
import { menuFor, type MenuGroup, type NavItem } from "#app/ui/shell/menu.ts";

export type StaffCount = "todo";

type Group = MenuGroup<StaffPermission, never, StaffCount>;

/** The staff's main menu. A page is one line: its address, its name, and who does something there. */
export const staffMenu: readonly Group[] = [
  {
    label: m.office_nav_todo,
    icon: "check",
    phone: 1,
    entries: [
      {
        to: "/staff/todo",
        label: m.office_nav_todo,
        count: "todo",
        alsoOn: ["/staff/queries", "/staff/approvals", "/staff/tasks"],
      },
    ],
  },
  {
    label: m.office_nav_work,
    icon: "requests",
    phone: 2,
    entries: [
      { to: "/staff/requests", label: m.office_nav_queue, permission: requestsAccess.work },
      { to: "/staff/time", label: m.hours_my_time, permission: hoursAccess.logTime },
      { to: "/staff/promises", label: m.queue_report_title, permission: requestsAccess.work },
      { to: "/staff/settings/answers", label: m.queue_answers, permission: requestsAccess.work },
      { to: "/staff/recurring", label: m.guide_recurring, permission: deskAccess.editCatalogue },
    ],
  },
  {
    label: m.desk_nav_clients,
    icon: "clients",
    phone: 3,
    entries: [
      { to: "/staff/clients", label: m.office_nav_client_list },
      { to: "/staff/roster-checks", label: m.people_checks_title, permission: peopleAccess.edit },
      { to: "/staff/agreements", label: m.agreements_group, permission: agreementsAccess.manage },
      { to: "/staff/runway", label: m.manage_runway_title, permission: billingAccess.seeMoney },
      { to: "/staff/import", label: m.office_nav_import, permission: hoursAccess.import },
    ],
  },
  {
    label: m.conversion_nav_sales,
    icon: "contract",
    entries: [
      { to: "/staff/radar", label: m.conversion_radar_title, permission: conversionAccess.read },
      { to: "/staff/proposals", label: m.conversion_proposals, permission: conversionAccess.read },
      { to: "/staff/renewals", label: m.contracts_renewals_title, permission: contractsAccess.read },
    ],
  },
  {
    label: m.office_nav_money,
    icon: "invoices",
    entries: [
      { to: "/staff/orders", label: m.refund_orders, permission: billingAccess.seeMoney },
      { to: "/staff/monthly", label: m.monthly_title, permission: billingAccess.seeMoney },
      { to: "/staff/bookkeeping", label: m.bookkeeping_nav, permission: hoursAccess.seeBookkeeping },
    ],
  },
  {
    label: m.office_nav_insight,
    icon: "figures",
    entries: [
      { to: "/staff/margin", label: m.contracts_margin_title, permission: contractsAccess.seeCosts },
      { to: "/staff/revenue", label: m.conversion_recurring_title, permission: conversionAccess.read },
    ],
  },
  {
    label: m.desk_nav_settings,
    icon: "settings",
    entries: [
      { to: "/staff/settings", label: m.office_nav_company, permission: officeAccess.changeSettings },
      { to: "/staff/settings/brand", label: m.brand_title, permission: officeAccess.changeBrand },
      { to: "/staff/settings/blocks", label: m.desk_settings_blocks, permission: billingAccess.setBlocks },
      { to: "/staff/settings/work-types", label: m.desk_work_types, permission: hoursAccess.setWorkTypes },
      {
        to: "/staff/settings/templates",
        label: m.agreements_templates,
        permission: agreementsAccess.editTemplates,
      },
      { to: "/staff/settings/catalogue", label: m.change_editor_title, permission: deskAccess.editCatalogue },
      { to: "/staff/settings/guides", label: m.guide_title, permission: deskAccess.editCatalogue },
      { to: "/staff/settings/hours", label: m.queue_hours_title, permission: deskAccess.setHours },
      { to: "/staff/settings/seat-types", label: m.people_seat_types, permission: peopleAccess.editProducts },
      { to: "/staff/settings/microsoft", label: m.people_ms_title, permission: peopleAccess.setMicrosoft },
      { to: "/staff/settings/connections", label: m.conn_title, permission: officeAccess.testConnections },
      { to: "/staff/settings/api", label: m.api_title, permission: apiAccess.manageKeys },
      { to: "/staff/settings/webhooks", label: m.webhooks_title, permission: webhooksAccess.manage },
      { to: "/staff/settings/halo", label: m.connectors_halo_title, permission: connectorsAccess.manage },
      { to: "/staff/people", label: m.desk_nav_people, permission: identityAccess.manageColleagues },
      { to: "/staff/audit", label: m.desk_nav_audit, permission: identityAccess.readAudit },
    ],
  },
];

/** The menu under a colleague's initials. */
export const staffAccount: readonly Group[] = [
  {
    label: m.office_nav_personal,
    icon: "person",
    entries: [
      { to: "/profile", label: m.hours_nav_profile },
      { to: "/security", label: m.hours_nav_security },
      { to: "/staff/keys", label: m.desk_keys_title },
    ],
  },
];

/** What decides about a colleague's menu. */
export type StaffSight = { role: StaffRole; counts: Record<StaffCount, number> };

/** A colleague's menu and the one under their initials. */
export function staffNav({ role, counts }: StaffSight): { nav: NavItem[]; account: NavItem[] } {
  const sight = {
    may: (permission: StaffPermission) => may({ kind: "staff", role }, permission),
    has: () => true,
    counts,
  };
  return { nav: menuFor(staffMenu, sight), account: menuFor(staffAccount, sight) };
}

/** Where a colleague's day begins: engineers on the queue, others on what waits for them. */
export function staffHome(role: StaffRole): string {
  return role === "engineer" ? "/staff/requests" : "/staff/todo";
}
