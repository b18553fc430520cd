import type { ReactNode } from "react";

import { useShortcuts } from "#app/office/components/use-shortcuts.ts";
import type { StaffFrameData } from "#app/office/staff-frame.server.ts";
import { roleWord } from "#app/identity/words.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { initialsOf } from "#app/ui/avatar.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { TextLink } from "#app/ui/card.tsx";
import { Icon } from "#app/ui/icons.tsx";
import { AppShell } from "#app/ui/shell/app-shell.tsx";
import type { NavItem } from "#app/ui/shell/navigation.tsx";
import { Kbd } from "#app/ui/wayfinding.tsx";

/** The frame around every staff page: menu by role, the way to log time, the keyboard. */
export function StaffFrame({
  frame,
  banner,
  children,
}: {
  frame: StaffFrameData;
  banner?: ReactNode;
  children: ReactNode;
}) {
  useShortcuts(frame.shortcutsOn);
  return (
    <AppShell
      density="staff"
      homeTo="/staff"
      person={{
        name: frame.person.name,
        subtitle: roleWord(frame.person.role),
        initials: initialsOf(frame.person.name),
      }}
      nav={staffNav(frame)}
      moreTo="/staff/more"
      banner={banner}
      sideExtra={<QuickActions shortcutsOn={frame.shortcutsOn} />}
    >
      {children}
    </AppShell>
  );
}

/** The staff menu, as far as a role reaches. */
export function staffNav(
  frame: Pick<
    StaffFrameData,
    "mayReadAudit" | "mayManage" | "maySeeBookkeeping" | "seesMoney" | "waiting" | "tasks"
  >,
): NavItem[] {
  return [
    {
      to: "/staff",
      label: m.desk_nav_clients(),
      icon: "clients",
      end: true,
      alsoOn: ["/staff/clients/", "/staff/orders/", "/staff/runway", "/staff/import"],
    },
    { to: "/staff/requests", label: m.desk_nav_requests(), icon: "requests" },
    { to: "/staff/time/new", label: m.desk_nav_log_time(), icon: "hours", alsoOn: ["/staff/time/"] },
    ...(frame.maySeeBookkeeping
      ? [{ to: "/staff/bookkeeping", label: m.statement_books_nav(), icon: "figures" } satisfies NavItem]
      : []),
    ...(frame.seesMoney
      ? [{ to: "/staff/monthly", label: m.monthly_title(), icon: "invoices" } satisfies NavItem]
      : []),
    { to: "/staff/queries", label: m.query_nav(), icon: "info", badge: frame.waiting.queries },
    { to: "/staff/approvals", label: m.approval_nav(), icon: "work", badge: frame.waiting.approvals },
    ...(frame.tasks === null
      ? []
      : [
          {
            to: "/staff/tasks",
            label: m.refund_tasks_title(),
            icon: "check",
            badge: frame.tasks,
          } satisfies NavItem,
        ]),
    ...(frame.mayReadAudit
      ? [{ to: "/staff/audit", label: m.desk_nav_audit(), icon: "audit" } satisfies NavItem]
      : []),
    ...(frame.mayManage
      ? ([
          { to: "/staff/people", label: m.desk_nav_people(), icon: "people" },
          { to: "/staff/settings", label: m.desk_nav_settings(), icon: "settings" },
        ] satisfies NavItem[])
      : []),
  ];
}

function QuickActions({ shortcutsOn }: { shortcutsOn: boolean }) {
  return (
    <div className="flex flex-col items-start gap-3">
      <LinkButton to="/staff/time/new" size="small" aria-keyshortcuts={shortcutsOn ? "t" : undefined}>
        <Icon name="plus" size={18} />
        {m.desk_nav_log_time()}
        {shortcutsOn && <Key>t</Key>}
      </LinkButton>
      <span className="flex items-center gap-2 text-sm">
        <TextLink to="/staff/keys">{m.desk_keys_title()}</TextLink>
        {shortcutsOn && <Key>?</Key>}
      </span>
    </div>
  );
}

function Key({ children }: { children: ReactNode }) {
  return (
    <span aria-hidden="true">
      <Kbd>{children}</Kbd>
    </span>
  );
}
