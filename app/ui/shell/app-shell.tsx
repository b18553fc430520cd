import { lazy, Suspense, type ReactNode } from "react";

import { Link } from "#app/ui/link.tsx";
import { Logo, ProductMark } from "#app/ui/logo.tsx";
import type { NavItem } from "#app/ui/shell/menu.ts";
import { MainNavigation, SectionTabs } from "#app/ui/shell/navigation.tsx";
import { PersonMenu, type Person } from "#app/ui/shell/person-menu.tsx";
import { SearchOpener, usePalette } from "#app/ui/shell/search-opener.tsx";
import { SkipLink } from "#app/ui/shell/skip-link.tsx";

// Nobody waits for it before it is asked for.
const Palette = lazy(() => import("#app/ui/shell/palette.tsx").then((part) => ({ default: part.Palette })));

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

/** The frame around every signed-in page, written once and placed by styles/shell.css: side column from 760 px, top bar and bottom tabs on a phone. */
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
  const { open, offered, wasOpen, onOpen, onClose } = usePalette();
  return (
    <div className="shell">
      <SkipLink />
      <header className="shell-side">
        <div className="shell-bar">
          <Link to={homeTo} discover="none" className="shell-logo">
            <Logo />
          </Link>
          {barExtra && <span className="shell-phone">{barExtra}</span>}
          <SearchOpener to={searchAt} onOpen={onOpen} />
          <MainNavigation nav={nav} moreTo={moreTo} dense={staff} />
          {sideExtra && <div className="shell-wide">{sideExtra}</div>}
          <PersonMenu person={person} account={account} />
          <span className="shell-wide">
            <ProductMark />
          </span>
        </div>
      </header>
      <div className="min-w-0">
        <p className="print-head hidden items-center justify-between gap-4 border-b border-line">
          <Logo />
          <span>{staff ? person.name : person.subtitle}</span>
        </p>
        <div className="print:hidden">{banner}</div>
        <main id="main" tabIndex={-1} className={staff ? "main-staff" : undefined}>
          <SectionTabs nav={[...nav, ...account]} />
          {children}
          <p className="mt-10 wide:hidden print:hidden">
            <ProductMark />
          </p>
        </main>
      </div>
      {wasOpen && (
        <Suspense fallback={null}>
          <Palette searchAt={searchAt} offered={offered} open={open} onClose={onClose} />
        </Suspense>
      )}
    </div>
  );
}
