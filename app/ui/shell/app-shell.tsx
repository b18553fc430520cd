import { Link, useLocation } from "@remix-run/react";
import { clsx } from "clsx";
import type { ReactNode } from "react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { Avatar } from "#app/ui/avatar.tsx";
import { Logo, ProductMark } from "#app/ui/logo.tsx";
import { bottomTabs, SideNavigation, TabBar, type NavItem } from "#app/ui/shell/navigation.tsx";
import { SkipLink } from "#app/ui/shell/skip-link.tsx";
import { VisuallyHidden } from "#app/ui/visually-hidden.tsx";

export interface AppShellProps {
  /** Where the head leads. */
  homeTo?: string | undefined;
  person: { name: string; subtitle: string; initials: string; to?: string | undefined };
  nav: NavItem[];
  /** The page with everything that the bottom tabs leave out. */
  moreTo?: string | undefined;
  /** "staff" is denser and wider. */
  density?: "client" | "staff" | undefined;
  /** Across the top of every page: a demo note, a missing second factor. */
  banner?: ReactNode;
  /** Under the menu in the side column: a keyboard hint, a quick action. */
  sideExtra?: ReactNode;
  children: ReactNode;
}

/** The frame around every signed-in page: side column from 760 px, top bar and bottom tabs on a phone. */
export function AppShell({
  homeTo = "/",
  person,
  nav,
  moreTo = "/more",
  density = "client",
  banner,
  sideExtra,
  children,
}: AppShellProps) {
  const staff = density === "staff";
  const onOwnPage = useOwnPage();
  const logo = (
    <Link to={homeTo} className="min-w-0 rounded-md no-underline">
      <Logo />
    </Link>
  );
  return (
    <div className="min-h-dvh wide:grid wide:grid-cols-[14.75rem_minmax(0,1fr)] print:block">
      <SkipLink />
      <aside className="border-r border-line max-wide:hidden print:hidden">
        <div className="sticky top-0 flex h-dvh flex-col gap-6 overflow-y-auto px-5 py-7">
          {logo}
          <SideNavigation nav={nav} dense={staff} />
          {sideExtra}
          <PersonLink person={person} />
          <ProductMark />
        </div>
      </aside>
      <div className="min-w-0">
        <header className="print:hidden">
          <div className="flex min-h-16 items-center justify-between gap-4 border-b border-line bg-card px-4.5 py-2 wide:hidden">
            {logo}
            <Link
              to={person.to ?? "/profile"}
              aria-current={onOwnPage ? "page" : undefined}
              className="grid size-11 place-items-center rounded-full no-underline aria-[current=page]:bg-tint"
            >
              <Avatar initials={person.initials} />
              <VisuallyHidden>{m.ui_profile_of({ name: person.name })}</VisuallyHidden>
            </Link>
          </div>
          {banner}
        </header>
        <main
          id="main"
          tabIndex={-1}
          className={clsx(
            "px-4 pt-6 pb-28 wide:px-9 wide:pt-8 wide:pb-14 print:p-0",
            staff ? "max-w-[90rem]" : "max-w-[76rem]",
          )}
        >
          {children}
          <p className="mt-10 wide:hidden print:hidden">
            <ProductMark />
          </p>
        </main>
      </div>
      <TabBar tabs={bottomTabs(nav, { to: moreTo, label: m.ui_more(), icon: "more" })} moreTo={moreTo} />
    </div>
  );
}

/** Whether the page is about the person: the profile, or how they sign in. */
function useOwnPage(): boolean {
  return /^\/(profile|security)(\/|$)/.test(useLocation().pathname);
}

function PersonLink({ person }: { person: AppShellProps["person"] }) {
  return (
    <Link
      to={person.to ?? "/profile"}
      aria-current={useOwnPage() ? "page" : undefined}
      className="mt-auto -mx-2 flex items-center gap-2.5 rounded-lg p-2 text-ink no-underline hover:bg-sunk aria-[current=page]:bg-tint"
    >
      <Avatar initials={person.initials} />
      <span className="min-w-0 leading-tight">
        <span className="block truncate text-sm font-semibold">{person.name}</span>
        <span className="block truncate text-xs text-muted">{person.subtitle}</span>
      </span>
    </Link>
  );
}
