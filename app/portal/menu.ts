import { agreementsAccess } from "#app/agreements/access.ts";
import { clientsAccess } from "#app/clients/access.ts";
import { conversionAccess } from "#app/conversion/access.ts";
import { hoursAccess } from "#app/hours/access.ts";
import { identityAccess } from "#app/identity/access.ts";
import { may, type ClientPermission } from "#app/identity/permission.ts";
import type { ClientRole } from "#app/identity/scope.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { peopleAccess } from "#app/people/access.ts";
import { requestsAccess } from "#app/requests/access.ts";
import { menuFor, type MenuGroup, type NavItem } from "#app/ui/shell/menu.ts";

/** What a client has, so that its menu shows the pages about it. `approvals`: time that waits for the client's own word. `places`: its person has access at another client too. */
export type ClientNeed =
  "hours" | "contract" | "contract-page" | "people" | "approvals" | "proposal" | "places";
export type ClientCount = "approvals";

type Group = MenuGroup<ClientPermission, ClientNeed, ClientCount>;

/** The client's main menu. A page is one line: its address, its name, who sees it, and what the client must have. */
export const clientMenu: readonly Group[] = [
  {
    label: m.hours_nav_overview,
    icon: "home",
    phone: 1,
    entries: [{ to: "/", label: m.hours_nav_overview }],
  },
  {
    label: m.hours_nav_hours,
    icon: "hours",
    phone: 3,
    entries: [
      { to: "/hours", label: m.hours_tab_work, needs: "hours" },
      {
        to: "/hours?view=ledger",
        label: m.hours_tab_ledger,
        permission: hoursAccess.seeAllWork,
        needs: "hours",
      },
      { to: "/statement", label: m.statement_tab, permission: hoursAccess.seeAllWork, needs: "hours" },
      { to: "/buy", label: m.hours_nav_buy, permission: clientsAccess.spend, needs: "hours" },
      { to: "/top-up", label: m.topup_title, permission: clientsAccess.spend, needs: "hours" },
      { to: "/alerts", label: m.manage_alerts_title, permission: hoursAccess.setAlerts, needs: "hours" },
    ],
  },
  {
    label: m.contracts_title,
    icon: "contract",
    phone: 4,
    entries: [
      { to: "/contract", label: m.contracts_title, needs: "contract-page" },
      {
        to: "/proposals",
        label: m.conversion_proposals,
        permission: conversionAccess.see,
        needs: "proposal",
      },
    ],
  },
  {
    label: m.hours_nav_people,
    icon: "people",
    entries: [
      { to: "/employees", label: m.people_title, permission: peopleAccess.seeRoster, needs: "people" },
      { to: "/employees", label: m.people_own_title, permission: peopleAccess.seeOwn, needs: "people" },
      {
        to: "/licences",
        label: m.people_licences_title,
        permission: peopleAccess.seeLicences,
        needs: "people",
      },
      {
        to: "/devices",
        label: m.people_col_devices,
        permission: peopleAccess.seeRoster,
        needs: "people",
      },
      { to: "/access", label: m.people_rights_title, permission: peopleAccess.seeRoster, needs: "people" },
      { to: "/reports", label: m.people_report_title, permission: peopleAccess.seeRoster, needs: "people" },
    ],
  },
  {
    label: m.hours_nav_requests,
    icon: "requests",
    phone: 2,
    entries: [
      { to: "/requests", label: m.hours_nav_requests, alsoOn: ["/guides"] },
      { to: "/promises", label: m.queue_report_title, permission: requestsAccess.seeAll, needs: "contract" },
      {
        to: "/approvals",
        label: m.approval_nav,
        permission: hoursAccess.approveTime,
        needs: "approvals",
        count: "approvals",
      },
    ],
  },
  {
    label: m.hours_nav_invoices,
    icon: "invoices",
    entries: [
      {
        to: "/invoices",
        label: m.hours_nav_invoices,
        permission: clientsAccess.spend,
        alsoOn: ["/orders"],
      },
    ],
  },
];

/** The menu under a client's person's initials: the company, and themselves. */
export const clientAccount: readonly Group[] = [
  {
    label: m.portal_nav_company,
    icon: "clients",
    entries: [
      { to: "/company", label: m.portal_nav_details, permission: clientsAccess.spend },
      { to: "/agreements", label: m.agreements_group, permission: agreementsAccess.sign },
      { to: "/people", label: m.portal_nav_access, permission: identityAccess.manageOwnPeople },
    ],
  },
  {
    label: m.portal_nav_personal,
    icon: "person",
    entries: [
      { to: "/profile", label: m.hours_nav_profile },
      { to: "/security", label: m.hours_nav_security },
      { to: "/places", label: m.identity_nav_places, needs: "places" },
    ],
  },
];

/** What decides about a client's menu. */
export type ClientSight = {
  role: ClientRole;
  has: ClientNeed[];
  counts: Record<ClientCount, number>;
};

/** The menu of a client's person and the one under their initials. */
export function clientNav({ role, has, counts }: ClientSight): { nav: NavItem[]; account: NavItem[] } {
  const sight = {
    may: (permission: ClientPermission) => may({ kind: "client", role }, permission),
    has: (need: ClientNeed) => has.includes(need),
    counts,
  };
  return { nav: menuFor(clientMenu, sight), account: menuFor(clientAccount, sight) };
}
