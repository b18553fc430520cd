import type { Found } from "#app/platform/found.ts";
import { searchKey } from "#app/platform/search-key.ts";
import type { NavItem } from "#app/ui/shell/menu.ts";

/** The pages of a menu whose name, or their group's, holds what was typed; all of them for nothing typed. */
export function findPages(nav: NavItem[], typed: string): Found[] {
  const key = searchKey(typed);
  return nav.flatMap((item) =>
    item.tabs
      .filter((tab) => searchKey(`${item.label} ${tab.label}`).includes(key))
      .map((tab) => ({
        to: tab.to,
        title: tab.label,
        detail: item.label === tab.label ? null : item.label,
      })),
  );
}
