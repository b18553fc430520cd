import type { ReactNode } from "react";

import { may } from "#app/identity/permission.ts";
import { peopleAccess } from "#app/people/access.ts";
import type { ClientFrameData } from "#app/portal/client-frame.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { initialsOf } from "#app/ui/avatar.tsx";
import { AppShell } from "#app/ui/shell/app-shell.tsx";
import type { NavItem } from "#app/ui/shell/navigation.tsx";

/** The frame around every page of a client's people. */
export function ClientFrame({ frame, children }: { frame: ClientFrameData; children: ReactNode }) {
  return (
    <AppShell
      person={{
        name: frame.person.name,
        subtitle: frame.clientName,
        initials: initialsOf(frame.person.name),
      }}
      nav={clientNav(frame)}
    >
      {children}
    </AppShell>
  );
}

const hoursPages = ["/statement", "/buy", "/top-up", "/alerts"];

/** The client's menu, as far as a role reaches. */
export function clientNav(
  frame: Pick<
    ClientFrameData,
    "person" | "mayManagePeople" | "approvals" | "contractOnly" | "hasContract" | "hasEmployees"
  >,
): NavItem[] {
  const hours: NavItem = { to: "/hours", label: m.hours_nav_hours(), icon: "hours", alsoOn: hoursPages };
  const contract: NavItem[] = frame.hasContract
    ? [{ to: "/contract", label: m.contracts_title(), icon: "contract" }]
    : [];
  // A phone shows the first three: what the client has comes before what it could have.
  const [first, later] = frame.contractOnly && frame.hasContract ? [contract, [hours]] : [[hours], contract];
  const seesInvoices = frame.person.role === "finance" || frame.person.role === "manager";
  return [
    { to: "/", label: m.hours_nav_overview(), icon: "home", end: true },
    ...first,
    { to: "/requests", label: m.hours_nav_requests(), icon: "requests" },
    ...later,
    ...(frame.approvals === null
      ? []
      : [
          {
            to: "/approvals",
            label: m.approval_nav(),
            icon: "work",
            badge: frame.approvals,
          } satisfies NavItem,
        ]),
    ...(seesInvoices
      ? [
          {
            to: "/invoices",
            label: m.hours_nav_invoices(),
            icon: "invoices",
            alsoOn: ["/orders/"],
          } satisfies NavItem,
        ]
      : []),
    ...(frame.hasEmployees ? peopleNav(frame) : []),
    ...(frame.mayManagePeople
      ? [
          {
            to: "/people",
            label: frame.hasEmployees ? m.people_nav_portal() : m.hours_nav_people(),
            icon: frame.hasEmployees ? "person" : "people",
          } satisfies NavItem,
        ]
      : []),
  ];
}

/** The client's own people, as far as a role sees them. */
function peopleNav({ person }: Pick<ClientFrameData, "person">): NavItem[] {
  const scope = { kind: "client", role: person.role } as const;
  const seesAll = may(scope, peopleAccess.seeRoster);
  return [
    { to: "/employees", label: seesAll ? m.people_title() : m.people_own_title(), icon: "people" },
    ...(may(scope, peopleAccess.seeLicences)
      ? [{ to: "/licences", label: m.people_licences_title(), icon: "catalogue" } satisfies NavItem]
      : []),
    ...(seesAll ? [{ to: "/access", label: m.people_rights_title(), icon: "audit" } satisfies NavItem] : []),
  ];
}
