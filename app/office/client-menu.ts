import { billingAccess } from "#app/billing/access.ts";
import { clientsAccess } from "#app/clients/access.ts";
import { contractsAccess } from "#app/contracts/access.ts";
import { identityAccess } from "#app/identity/access.ts";
import { may, type StaffPermission } from "#app/identity/permission.ts";
import type { StaffRole } from "#app/identity/scope.ts";
import { peopleAccess } from "#app/people/access.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { menuFor, type MenuGroup, type NavItem } from "#app/ui/shell/menu.ts";

type Group = MenuGroup<StaffPermission, never, never>;

/** The pages of one client, beneath the client's address, by subject; a page is one line. Who could only look at a page is not led there. */
const groups: readonly Group[] = [
  one({ to: "", label: m.desk_tab_overview }),
  one({ to: "/hours", label: m.desk_tab_hours, alsoOn: ["/statement"] }),
  one({ to: "/contract", label: m.contracts_title, permission: contractsAccess.read }),
  {
    label: m.people_title,
    icon: "people",
    entries: [
      { to: "/roster", label: m.people_title },
      { to: "/licences", label: m.people_licences_title },
      { to: "/access", label: m.people_rights_title },
      { to: "/devices", label: m.people_col_devices },
      { to: "/microsoft", label: m.people_ms_title, permission: peopleAccess.edit },
      { to: "/import", label: m.people_import_nav, permission: peopleAccess.edit },
      { to: "/people", label: m.office_tab_access, permission: identityAccess.manageClientPeople },
    ],
  },
  one({ to: "/requests", label: m.desk_tab_requests }),
  one({ to: "/orders", label: m.office_nav_money, permission: billingAccess.seeMoney }),
  one({
    to: "/settings",
    label: m.desk_tab_settings,
    permission: clientsAccess.edit,
    alsoOn: ["/ending", "/blocks"],
  }),
];

/** A subject of one page. */
function one(entry: Group["entries"][number]): Group {
  return { label: entry.label, icon: "clients", entries: [entry] };
}

/** The tabs of a client's pages, for a colleague of this role; a subject of several pages holds them. */
export function clientTabs(clientId: string, role: StaffRole): NavItem[] {
  const base = `/staff/clients/${clientId}`;
  const placed = groups.map(({ entries, ...group }) => ({
    ...group,
    entries: entries.map((entry) => ({
      ...entry,
      to: base + entry.to,
      alsoOn: (entry.alsoOn ?? []).map((place) => base + place),
    })),
  }));
  return menuFor(placed, {
    may: (permission) => may({ kind: "staff", role }, permission),
    has: () => true,
    counts: {},
  });
}
