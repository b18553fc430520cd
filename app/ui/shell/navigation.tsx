import { Link, NavLink, useLocation } from "@remix-run/react";
import { clsx } from "clsx";
import type { ReactNode } from "react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { Icon, type IconName } from "#app/ui/icons.tsx";
import { VisuallyHidden } from "#app/ui/visually-hidden.tsx";

export interface NavItem {
  to: string;
  label: string;
  icon: IconName;
  /** How many things wait there; nothing is shown at 0. */
  badge?: number | undefined;
  /** Current only on exactly this address. */
  end?: boolean | undefined;
  /** Current too on every address that begins like one of these. */
  alsoOn?: string[] | undefined;
}

/** The most tabs that fit a thumb. */
const tabLimit = 4;

/** The items for the bottom of a phone: all when they fit, else the first three and "more" with the count of all that waits behind it. */
export function bottomTabs(nav: NavItem[], more: NavItem): NavItem[] {
  if (nav.length <= tabLimit) return nav;
  const hidden = nav.slice(tabLimit - 1);
  return [
    ...nav.slice(0, tabLimit - 1),
    { ...more, badge: hidden.reduce((sum, item) => sum + (item.badge ?? 0), 0) || undefined },
  ];
}

/** The menu in the side column. */
export function SideNavigation({ nav, dense }: { nav: NavItem[]; dense: boolean }) {
  return (
    <nav aria-label={m.ui_main_navigation()} className="max-wide:hidden">
      <ul className="flex flex-col gap-0.5">
        {nav.map((item) => (
          <li key={item.to}>
            <MenuLink
              item={item}
              className={clsx(
                "flex items-center justify-between gap-3 rounded-md px-3 text-muted no-underline transition-colors hover:bg-sunk hover:text-ink",
                "aria-[current=page]:bg-tint aria-[current=page]:font-semibold aria-[current=page]:text-ink",
                dense ? "min-h-10" : "min-h-10.5",
              )}
            >
              <span className="min-w-0">{item.label}</span>
              <Count of={item.badge} />
            </MenuLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The tabs as they stand on a page: one that belongs to none of them is one of those behind `moreTo`. */
export function tabsAt(tabs: NavItem[], moreTo: string, pathname: string): NavItem[] {
  if (tabs.some((item) => isCurrent(item, pathname))) return tabs;
  return tabs.map((item) => (item.to === moreTo ? { ...item, alsoOn: ["/"] } : item));
}

/** The tabs at the bottom of a phone. */
export function TabBar({ tabs: given, moreTo }: { tabs: NavItem[]; moreTo: string }) {
  const tabs = tabsAt(given, moreTo, useLocation().pathname);
  return (
    <nav
      aria-label={m.ui_main_navigation()}
      className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-card pb-[env(safe-area-inset-bottom)] wide:hidden print:hidden"
    >
      <ul className="mx-auto flex max-w-xl">
        {tabs.map((item) => (
          <li key={item.to} className="min-w-0 flex-1">
            <MenuLink
              item={item}
              className="group relative flex min-h-15.5 flex-col items-center justify-center gap-0.5 px-1 text-xs font-medium text-muted no-underline -outline-offset-3 aria-[current=page]:font-semibold aria-[current=page]:text-primary"
            >
              <span className="grid h-7 w-12 place-items-center rounded-full group-aria-[current=page]:bg-tint">
                <Icon name={item.icon} size={22} />
              </span>
              <span className="max-w-full truncate">{item.label}</span>
              <span className="absolute top-1 left-1/2 ml-1.5">
                <Count of={item.badge} />
              </span>
            </MenuLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Tells whether a page belongs to an item of the menu. */
export function isCurrent({ to, end, alsoOn }: NavItem, pathname: string): boolean {
  return pathname === to || (!end && pathname.startsWith(`${to}/`)) || isAlsoOn(alsoOn, pathname);
}

function isAlsoOn(alsoOn: string[] = [], pathname: string): boolean {
  return alsoOn.some((begin) => pathname.startsWith(begin));
}

function MenuLink({ item, className, children }: { item: NavItem; className: string; children: ReactNode }) {
  const { pathname } = useLocation();
  const link = { to: item.to, prefetch: "intent", className, children } as const;
  return isAlsoOn(item.alsoOn, pathname) ? (
    <Link {...link} aria-current="page" />
  ) : (
    <NavLink {...link} end={item.end} />
  );
}

function Count({ of }: { of: number | undefined }) {
  if (!of) return null;
  return (
    <span className="inline-grid h-5 min-w-5 place-items-center rounded-full bg-primary px-1.5 text-[0.75rem] leading-none font-bold text-on-primary">
      <span aria-hidden="true">{of}</span>
      <VisuallyHidden>{m.ui_badge_waiting({ count: of })}</VisuallyHidden>
    </span>
  );
}
