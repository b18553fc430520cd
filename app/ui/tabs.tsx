import { Link } from "@remix-run/react";
import { clsx } from "clsx";
import { useEffect, useRef } from "react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { Count } from "#app/ui/count.tsx";
import type { NavTab } from "#app/ui/shell/menu.ts";

const tabClass =
  "-mb-px flex min-h-11 gap-1.5 items-center border-b-2 border-transparent px-3 font-medium whitespace-nowrap text-muted no-underline -outline-offset-3 hover:text-ink aria-[current=page]:border-primary aria-[current=page]:font-semibold aria-[current=page]:text-ink";

/** Pages of one subject side by side; each tab is an address, and may carry the count of what waits there. */
export function Tabs({ label, tabs, current }: { label: string; tabs: NavTab[]; current: NavTab | null }) {
  const strip = useRef<HTMLElement>(null);
  // On a phone the strip scrolls sideways: the page's own tab is in sight.
  useEffect(() => {
    const here = strip.current?.querySelector<HTMLElement>("[aria-current=page]");
    if (strip.current && here) strip.current.scrollLeft = here.offsetLeft - strip.current.offsetLeft - 24;
  }, [current?.to]);
  return (
    <nav ref={strip} aria-label={label} className="mb-4.5 overflow-x-auto border-b border-line print:hidden">
      <ul className="flex gap-1 wide:flex-wrap">
        {tabs.map((tab) => (
          <li key={tab.to}>
            <Link
              to={tab.to}
              prefetch="intent"
              className={tabClass}
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
              className={clsx(
                "inline-flex min-h-8.5 items-center gap-1.5 rounded-full border px-3 text-[0.875rem] no-underline transition-colors pointer-coarse:min-h-11 pointer-coarse:px-4",
                chip.active
                  ? "border-ink bg-ink text-paper"
                  : "border-line bg-card text-ink hover:border-ink",
              )}
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
