import { NavLink } from "@remix-run/react";
import type { ReactNode } from "react";

import { LanguagePicker } from "#app/identity/components/public-page.tsx";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PublicShell } from "#app/ui/shell/public-shell.tsx";

/** The frame of the first run: its steps, and one question a page. */
export function SetupFrame({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: string | undefined;
  children: ReactNode;
}) {
  return (
    <PublicShell width="wide" footer={<LanguagePicker />}>
      <Steps />
      <h1 className="text-2xl leading-tight font-semibold tracking-[-0.015em]">{title}</h1>
      {lead && <p className="mt-2 text-muted">{lead}</p>}
      <div className="mt-5 flex flex-col gap-5">{children}</div>
    </PublicShell>
  );
}

function Steps() {
  const steps = [
    { to: "/setup/company", label: m.setup_step_company() },
    { to: "/setup/owner", label: m.setup_step_owner() },
    { to: "/setup/hours", label: m.setup_step_hours() },
    { to: "/setup/connections", label: m.setup_step_connections() },
    { to: "/setup", label: m.setup_step_finish() },
  ];
  return (
    <nav aria-label={m.setup_steps()} className="mb-5 border-b border-line pb-3">
      <ol className="-mx-2 flex flex-wrap gap-x-1">
        {steps.map(({ to, label }, index) => (
          <li key={to}>
            <NavLink
              to={to}
              end
              className="inline-flex min-h-11 items-center gap-1.5 rounded-md px-2 text-sm text-muted no-underline hover:underline aria-[current=page]:font-semibold aria-[current=page]:text-ink aria-[current=page]:underline"
            >
              <span aria-hidden="true">{index + 1}</span>
              {label}
            </NavLink>
          </li>
        ))}
      </ol>
    </nav>
  );
}
