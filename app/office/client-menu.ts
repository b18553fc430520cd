import { billingAccess } from "#app/billing/access.ts";
import { clientsAccess } from "#app/clients/access.ts";
import { contractsAccess } from "#app/contracts/access.ts";
import { identityAccess } from "#app/identity/access.ts";
import { may, type StaffPermission } from "#app/identity/permission.ts";
import type { StaffRole } from "#app/identity/scope.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { menuFor, type MenuEntry, type NavItem } from "#app/ui/shell/menu.ts";

/** The pages of one client, beneath the client's address; a page is one line. Who could only look at a page is not led there. */
const entries: readonly MenuEntry<StaffPermission, never, never>[] = [
  { to: "", label: m.desk_tab_overview },
  { to: "/hours", label: m.desk_tab_hours, alsoOn: ["/statement"] },
  { to: "/contract", label: m.contracts_title, permission: contractsAccess.read },
  { to: "/roster", label: m.people_title },
  { to: "/licences", label: m.people_licences_title },
  { to: "/devices", label: m.people_col_devices },
  { to: "/requests", label: m.desk_tab_requests },
  { to: "/orders", label: m.office_nav_money, permission: billingAccess.seeMoney },
  { to: "/people", label: m.office_tab_access, permission: identityAccess.manageClientPeople },
  { to: "/settings", label: m.desk_tab_settings, permission: clientsAccess.edit },
];

/** The tabs of a client's pages, for a colleague of this role. */
export function clientTabs(clientId: string, role: StaffRole): NavItem[] {
  const base = `/staff/clients/${clientId}`;
  return menuFor(
    [
      {
        label: m.desk_nav_clients,
        icon: "clients",
        entries: entries.map((entry) => ({
          ...entry,
          to: base + entry.to,
          alsoOn: (entry.alsoOn ?? []).map((place) => base + place),
        })),
      },
    ],
    { may: (permission) => may({ kind: "staff", role }, permission), has: () => true, counts: {} },
  );
}
