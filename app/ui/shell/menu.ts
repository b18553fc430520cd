import type { IconName } from "#app/ui/icons.tsx";

/** A page of a menu, as its table states it. */
export interface MenuEntry<Permission, Need extends string, Count extends string> {
  /** The page's address; may hold a query, which then tells it from the page without. */
  to: string;
  label: () => string;
  /** Left out for those who don't have it. */
  permission?: Permission;
  /** Left out where the client (or the installation) doesn't have this. */
  needs?: Need;
  /** Which count stands beside it. */
  count?: Count;
  /** Addresses that belong to this page though they begin otherwise. */
  alsoOn?: readonly string[];
}

/** One item of the main menu: a group of pages, which stand side by side above each of them. */
export interface MenuGroup<Permission, Need extends string, Count extends string> {
  label: () => string;
  icon: IconName;
  /** Its rank among the tabs of a phone, which holds the first three; the others stand behind "more". */
  phone?: number;
  entries: readonly MenuEntry<Permission, Need, Count>[];
}

/** A page of a menu as one person sees it. */
export interface NavTab {
  to: string;
  label: string;
  badge?: number | undefined;
  alsoOn?: readonly string[] | undefined;
}

/** An item of the main menu as one person sees it; it leads to its first page. */
export interface NavItem extends NavTab {
  icon: IconName;
  phone?: number | undefined;
  tabs: NavTab[];
}

interface Sight<Permission, Need extends string, Count extends string> {
  may: (permission: Permission) => boolean;
  has: (need: Need) => boolean;
  counts: Readonly<Record<Count, number>>;
}

/** The menu of a table as one person sees it; a group of which nothing is left is left out. */
export function menuFor<Permission, Need extends string, Count extends string>(
  groups: readonly MenuGroup<Permission, Need, Count>[],
  { may, has, counts }: Sight<Permission, Need, Count>,
): NavItem[] {
  return groups.flatMap(({ label, icon, phone, entries }) => {
    const tabs = entries
      .filter(
        (entry) =>
          (entry.permission === undefined || may(entry.permission)) &&
          (entry.needs === undefined || has(entry.needs)),
      )
      .map(({ to, label, count, alsoOn }) => ({
        to,
        label: label(),
        badge: count && counts[count],
        alsoOn,
      }));
    const first = tabs[0];
    if (!first) return [];
    return [{ to: first.to, label: label(), icon, phone, badge: countOf(tabs), tabs }];
  });
}

/** How many things wait in some places together; nothing for none. */
export function countOf(places: { badge?: number | undefined }[]): number | undefined {
  return places.reduce((sum, place) => sum + (place.badge ?? 0), 0) || undefined;
}

/** What a phone holds: the three items of the lowest ranks, and "more" with the count of all that waits behind it. */
export function phoneTabs(nav: NavItem[], more: Pick<NavItem, "to" | "label" | "icon">): NavItem[] {
  const held = nav
    .filter((item) => item.phone !== undefined)
    .sort((a, b) => (a.phone ?? 0) - (b.phone ?? 0))
    .slice(0, 3);
  const others = nav.filter((item) => !held.includes(item));
  return [...held, { ...more, badge: countOf(others), tabs: [{ to: more.to, label: more.label }] }];
}

export type Place = { pathname: string; search: string };

/** How closely a page of the menu fits an address: 0 not at all; the page itself above all pages beneath it. */
function fit(tab: NavTab, at: Place): number {
  const [path = "", query] = tab.to.split("?");
  if (query !== undefined) return path === at.pathname && holdsAll(at.search, query) ? 2e6 : 0;
  if (path === at.pathname) return 1e6;
  const roots = [...(path === "/" ? [] : [path]), ...(tab.alsoOn ?? [])];
  return Math.max(
    0,
    ...roots.map((root) => (at.pathname === root || at.pathname.startsWith(`${root}/`) ? root.length : 0)),
  );
}

function holdsAll(search: string, query: string): boolean {
  const has = new URLSearchParams(search);
  return [...new URLSearchParams(query)].every(([name, value]) => has.get(name) === value);
}

export type Whereabouts = {
  item: NavItem;
  tab: NavTab;
  /** The address is the tab's own page, not one beneath it. */
  exact: boolean;
};

/** Where in a menu an address belongs: the page of which the address is the closest; null for none. */
export function whereIn(nav: NavItem[], at: Place): Whereabouts | null {
  let best: (Whereabouts & { fits: number }) | null = null;
  for (const item of nav)
    for (const tab of item.tabs) {
      const fits = fit(tab, at);
      if (fits > (best?.fits ?? 0)) best = { item, tab, exact: fits >= 1e6, fits };
    }
  return best;
}
