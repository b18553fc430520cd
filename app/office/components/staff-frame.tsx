import type { ReactNode } from "react";

import { FrameTimer } from "#app/office/components/frame-timer.tsx";
import { staffNav } from "#app/office/menu.ts";
import { useShortcuts } from "#app/office/components/use-shortcuts.ts";
import type { StaffFrameData } from "#app/office/staff-frame.server.ts";
import { BarLink } from "#app/ui/shell/bar-link.tsx";
import { hoursAccess } from "#app/hours/access.ts";
import { may } from "#app/identity/permission.ts";
import { roleWord } from "#app/identity/words.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { initialsOf } from "#app/ui/avatar.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { TextLink } from "#app/ui/card.tsx";
import { Icon } from "#app/ui/icons.tsx";
import { AppShell } from "#app/ui/shell/app-shell.tsx";
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
  const mayLog = may({ kind: "staff", role: frame.person.role }, hoursAccess.logTime);
  return (
    <AppShell
      density="staff"
      homeTo="/staff"
      person={{
        name: frame.person.name,
        subtitle: roleWord(frame.person.role),
        initials: initialsOf(frame.person.name),
      }}
      {...staffNav({ role: frame.person.role, counts: frame.counts })}
      moreTo="/staff/more"
      searchAt="/staff/search"
      banner={
        <>
          {banner}
          {frame.timer && <FrameTimer timer={frame.timer} place="top" />}
        </>
      }
      sideExtra={
        <div className="grid gap-4">
          {frame.timer && <FrameTimer timer={frame.timer} place="side" />}
          <QuickActions shortcutsOn={frame.shortcutsOn} mayLog={mayLog} />
        </div>
      }
      barExtra={mayLog && <BarLink to="/staff/time/new" icon="plus" label={m.desk_nav_log_time()} />}
    >
      {children}
    </AppShell>
  );
}

function QuickActions({ shortcutsOn, mayLog }: { shortcutsOn: boolean; mayLog: boolean }) {
  return (
    <div className="flex flex-col items-start gap-3">
      {mayLog && (
        <LinkButton to="/staff/time/new" size="small" aria-keyshortcuts={shortcutsOn ? "t" : undefined}>
          <Icon name="plus" size={18} />
          {m.desk_nav_log_time()}
          {shortcutsOn && <Key>t</Key>}
        </LinkButton>
      )}
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
