import type { ReactNode } from "react";

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

/** The client's menu, as far as a role reaches. */
export function clientNav(
  frame: Pick<ClientFrameData, "person" | "mayManagePeople" | "approvals">,
): NavItem[] {
  const seesInvoices = frame.person.role === "finance" || frame.person.role === "manager";
  return [
    { to: "/", label: m.hours_nav_overview(), icon: "home", end: true },
    { to: "/hours", label: m.hours_nav_hours(), icon: "hours", alsoOn: "/statement" },
    { to: "/requests", label: m.hours_nav_requests(), icon: "requests" },
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
      ? [{ to: "/invoices", label: m.hours_nav_invoices(), icon: "invoices" } satisfies NavItem]
      : []),
    ...(frame.mayManagePeople
      ? [{ to: "/people", label: m.hours_nav_people(), icon: "people" } satisfies NavItem]
      : []),
  ];
}
