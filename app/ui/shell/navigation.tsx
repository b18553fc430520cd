import { Link, useLocation } from "@remix-run/react";
import { clsx } from "clsx";
import type { ReactNode } from "react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { Count } from "#app/ui/count.tsx";
import { Icon } from "#app/ui/icons.tsx";
import { phoneTabs, whereIn, type NavItem, type NavTab } from "#app/ui/shell/menu.ts";
import { Tabs } from "#app/ui/tabs.tsx";

/** The menu in the side column. */
export function SideNavigation({ nav, dense }: { nav: NavItem[]; dense: boolean }) {
  const current = whereIn(nav, useLocation())?.item;
  return (
    <nav aria-label={m.ui_main_navigation()} className="max-wide:hidden">
      <ul className="flex flex-col gap-0.5">
        {nav.map((item) => (
          <li key={item.to}>
            <MenuLink
              to={item.to}
              current={item === current}
              className={clsx("side-link", dense && "min-h-10")}
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

/** The pages of the current group side by side, above each of them; not above the pages beneath, which lead back by themselves. */
export function SectionTabs({ nav }: { nav: NavItem[] }) {
  const here = whereIn(nav, useLocation());
  if (!here?.exact || here.item.tabs.length < 2) return null;
  const { label, tabs } = here.item;
  return <Tabs label={m.ui_pages_of({ group: label })} tabs={tabs} current={here.tab} />;
}

/** The tabs at the bottom of a phone; a page that belongs to none of them is one of those behind `moreTo`. On a low screen (much zoomed in) they are one slim line, and on a very low one they stand at the page's end. */
export function TabBar({ nav, moreTo }: { nav: NavItem[]; moreTo: string }) {
  const tabs = phoneTabs(nav, { to: moreTo, label: m.ui_more(), icon: "more" });
  const current = whereIn(nav, useLocation())?.item;
  const lit = tabs.find((item) => item === current) ?? tabs.at(-1);
  return (
    <nav
      aria-label={m.ui_main_navigation()}
      className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-card pb-[env(safe-area-inset-bottom)] lowest:static wide:hidden print:hidden"
    >
      <ul className="mx-auto flex max-w-xl lowest:flex-wrap">
        {tabs.map((item) => (
          <li key={item.to} className="min-w-0 flex-1">
            <MenuLink to={item.to} current={item === lit} className="tab-link">
              <span className="tab-icon">
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

function MenuLink({
  to,
  current,
  className,
  children,
}: Pick<NavTab, "to"> & { current: boolean; className: string; children: ReactNode }) {
  return (
    <Link to={to} prefetch="intent" className={className} aria-current={current ? "page" : undefined}>
      {children}
    </Link>
  );
}
