import { Link } from "@remix-run/react";
import { clsx } from "clsx";
import type { ReactNode } from "react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { Logo, ProductMark } from "#app/ui/logo.tsx";
import type { NavItem } from "#app/ui/shell/menu.ts";
import { BarLink } from "#app/ui/shell/bar-link.tsx";
import { SectionTabs, SideNavigation, TabBar } from "#app/ui/shell/navigation.tsx";
import { PersonMenu, type Person } from "#app/ui/shell/person-menu.tsx";
import { Palette } from "#app/ui/shell/palette.tsx";
import { SearchOpener, usePalette } from "#app/ui/shell/search-opener.tsx";
import { SkipLink } from "#app/ui/shell/skip-link.tsx";

export interface AppShellProps {
  /** Where the head leads. */
  homeTo?: string | undefined;
  person: Person;
  nav: NavItem[];
  /** The groups under the person's initials. */
  account: NavItem[];
  /** The page with everything that the bottom tabs leave out. */
  moreTo?: string | undefined;
  /** "staff" is denser and wider. */
  density?: "client" | "staff" | undefined;
  /** Across the top of every page: a demo note, a missing second factor. */
  banner?: ReactNode;
  /** Under the menu in the side column: a keyboard hint, a quick action. */
  sideExtra?: ReactNode;
  /** The page that searches; the field in the side column and Ctrl+K open the same over any page. */
  searchAt: string;
  /** In the bar of a phone, beside the initials. */
  barExtra?: ReactNode;
  children: ReactNode;
}

/** The frame around every signed-in page: side column from 760 px, top bar and bottom tabs on a phone. */
export function AppShell({
  homeTo = "/",
  person,
  nav,
  account,
  moreTo = "/more",
  density = "client",
  banner,
  sideExtra,
  barExtra,
  searchAt,
  children,
}: AppShellProps) {
  const staff = density === "staff";
  const { open, onOpen, onClose } = usePalette();
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
          <SearchOpener to={searchAt} onOpen={onOpen} />
          <SideNavigation nav={nav} dense={staff} />
          {sideExtra}
          <PersonMenu person={person} account={account} />
          <ProductMark />
        </div>
      </aside>
      <div className="min-w-0">
        <header>
          <div className="print-head flex min-h-16 items-center justify-between gap-4 border-b border-line bg-card px-4.5 py-2 wide:hidden">
            {logo}
            <span className="hidden print:inline">{staff ? person.name : person.subtitle}</span>
            <span className="flex items-center gap-1 print:hidden">
              {barExtra}
              <BarLink to={searchAt} onClick={onOpen} icon="search" label={m.desk_search()} />
              <PersonMenu person={person} account={account} compact />
            </span>
          </div>
          <div className="print:hidden">{banner}</div>
        </header>
        <main
          id="main"
          tabIndex={-1}
          className={clsx(
            "px-4 pt-6 pb-28 low:pb-16 lowest:pb-8 wide:px-9 wide:pt-8 wide:pb-14 print:p-0",
            staff ? "max-w-[90rem]" : "max-w-[76rem]",
          )}
        >
          <SectionTabs nav={[...nav, ...account]} />
          {children}
          <p className="mt-10 wide:hidden print:hidden">
            <ProductMark />
          </p>
        </main>
      </div>
      <TabBar nav={nav} moreTo={moreTo} />
      <Palette searchAt={searchAt} open={open} onClose={onClose} />
    </div>
  );
}
