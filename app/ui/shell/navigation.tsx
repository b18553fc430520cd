import { useLocation } from "@remix-run/react";
import { clsx } from "clsx";

import { m } from "#app/platform/generated/i18n/messages.js";
import { Count } from "#app/ui/count.tsx";
import { Icon } from "#app/ui/icons.tsx";
import { Link } from "#app/ui/link.tsx";
import { phoneTabs, whereIn, type NavItem } from "#app/ui/shell/menu.ts";
import { Tabs } from "#app/ui/tabs.tsx";

interface MainNavigationProps {
  nav: NavItem[];
  moreTo: string;
  dense: boolean;
}

/**
 * The main menu: all of it in the side column; on a phone the tabs at the bottom, where a page that belongs to none of them is one of those behind
 * `moreTo`. On a low screen (much zoomed in) the tabs are one slim line, and on a very low one they stand under the bar.
 */
export function MainNavigation({ nav, moreTo, dense }: MainNavigationProps) {
  const tabs = phoneTabs(nav, { to: moreTo, label: m.ui_more(), icon: "more" });
  const current = whereIn(nav, useLocation())?.item;
  const more = tabs.at(-1);
  const isHeld = current !== undefined && tabs.includes(current);
  return (
    <nav aria-label={m.ui_main_navigation()} className={clsx("main-nav", dense && "nav-dense")}>
      <ul>
        {nav.map((item) => (
          <li key={item.to} className={placeOf(tabs.indexOf(item))}>
            <MenuLink item={item} current={item === current} />
          </li>
        ))}
        {more && (
          <li className="nav-more">
            <MenuLink item={more} current={!isHeld} />
          </li>
        )}
      </ul>
    </nav>
  );
}

/** Its place among the tabs of a phone, which holds three. */
function placeOf(rank: number): string | undefined {
  return rank < 0 ? "nav-aside" : [undefined, "nav-2", "nav-3"][rank];
}

/** The pages of the current group side by side, above each of them; not above the pages beneath, which lead back by themselves. */
export function SectionTabs({ nav }: { nav: NavItem[] }) {
  const here = whereIn(nav, useLocation());
  if (!here?.exact || here.item.tabs.length < 2) return null;
  const { label, tabs } = here.item;
  return <Tabs label={m.ui_pages_of({ group: label })} tabs={tabs} current={here.tab} />;
}

function MenuLink({ item, current }: { item: NavItem; current: boolean }) {
  return (
    <Link to={item.to} prefetch="intent" discover="none" aria-current={current ? "page" : undefined}>
      <span className="nav-icon">
        <Icon name={item.icon} size={22} />
      </span>
      <span className="nav-name">{item.label}</span>
      {item.badge ? (
        <span className="nav-count">
          <Count of={item.badge} />
        </span>
      ) : null}
    </Link>
  );
}
