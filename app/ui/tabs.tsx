import { useEffect, useRef } from "react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { Count } from "#app/ui/count.tsx";
import { Link } from "#app/ui/link.tsx";
import type { NavTab } from "#app/ui/shell/menu.ts";

/** Pages of one subject side by side; each tab is an address, and may carry the count of what waits there. */
export function Tabs({ label, tabs, current }: { label: string; tabs: NavTab[]; current: NavTab | null }) {
  const strip = useRef<HTMLElement>(null);
  // On a phone the strip scrolls sideways: the page's own tab is in sight.
  useEffect(() => {
    const here = strip.current?.querySelector<HTMLElement>("[aria-current=page]");
    if (strip.current && here) strip.current.scrollLeft = here.offsetLeft - strip.current.offsetLeft - 24;
  }, [current?.to]);
  return (
    <nav ref={strip} aria-label={label} className="page-tabs">
      <ul>
        {tabs.map((tab) => (
          <li key={tab.to}>
            <Link
              to={tab.to}
              prefetch="intent"
              discover="none"
              aria-current={tab === current ? "page" : undefined}
            >
              {tab.label}
              <Count of={tab.badge} />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export interface FilterChip {
  to: string;
  label: string;
  count?: number | undefined;
  active: boolean;
}

/** Ways to look at one list, with how many each holds; the active one is filled. */
export function FilterChips({
  label = m.ui_filters(),
  chips,
}: {
  label?: string | undefined;
  chips: FilterChip[];
}) {
  return (
    <nav aria-label={label} className="print:hidden">
      <ul className="flex flex-wrap gap-2">
        {chips.map((chip) => (
          <li key={chip.to}>
            <Link
              to={chip.to}
              aria-current={chip.active ? "true" : undefined}
              preventScrollReset
              discover="none"
              className="chip"
            >
              {chip.label}
              {chip.count !== undefined && <span className="font-semibold">{chip.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
