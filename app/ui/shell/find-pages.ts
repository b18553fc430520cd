import type { Found } from "#app/platform/found.ts";
import { searchKey } from "#app/platform/search-key.ts";
import type { NavItem } from "#app/ui/shell/menu.ts";

/**
 * The pages of a menu of which the name, the group's name or the other words (`wordsOf`, by the page's address) hold each word that was
 * typed; all of them for nothing typed.
 */
export function findPages(
  nav: NavItem[],
  typed: string,
  wordsOf: (to: string) => string = () => "",
): Found[] {
  const wanted = searchKey(typed).split(" ");
  return nav.flatMap((item) =>
    item.tabs
      .filter((tab) => {
        const held = searchKey(`${item.label} ${tab.label} ${wordsOf(tab.to)}`);
        return wanted.every((word) => held.includes(word));
      })
      .map((tab) => ({
        to: tab.to,
        title: tab.label,
        detail: item.label === tab.label ? null : item.label,
      })),
  );
}
