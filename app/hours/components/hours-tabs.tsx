import { Link } from "@remix-run/react";

import { m } from "#app/platform/generated/i18n/messages.js";

/** Work, every movement, the statement of a period: three ways to look at one account, each an address. */
export function HoursTabs({ current }: { current: "work" | "ledger" | "statement" }) {
  const tabs = [
    { key: "work", to: "/hours", label: m.hours_tab_work() },
    { key: "ledger", to: "/hours?view=ledger", label: m.hours_tab_ledger() },
    { key: "statement", to: "/statement", label: m.statement_tab() },
  ];
  return (
    <nav aria-label={m.hours_tabs_label()} className="mb-4.5 border-b border-line print:hidden">
      <ul className="flex gap-1">
        {tabs.map((tab) => (
          <li key={tab.key}>
            <Link
              to={tab.to}
              aria-current={tab.key === current ? "page" : undefined}
              className="-mb-px flex min-h-11 items-center border-b-2 border-transparent px-3 font-medium whitespace-nowrap text-muted no-underline -outline-offset-3 hover:text-ink aria-[current=page]:border-primary aria-[current=page]:font-semibold aria-[current=page]:text-ink"
            >
              {tab.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
