import { Form, Link, useLocation } from "@remix-run/react";
import { clsx } from "clsx";
import { useEffect, useRef } from "react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { Avatar } from "#app/ui/avatar.tsx";
import { Icon } from "#app/ui/icons.tsx";
import { whereIn, type NavItem } from "#app/ui/shell/menu.ts";
import { VisuallyHidden } from "#app/ui/visually-hidden.tsx";

export interface Person {
  name: string;
  subtitle: string;
  initials: string;
}

/** The person's own menu under their initials: pages about the company and themselves, and signing out. Opens without scripts. */
export function PersonMenu({
  person,
  account,
  compact = false,
}: {
  person: Person;
  account: NavItem[];
  /** Initials alone, opening downward: in the bar of a phone. */
  compact?: boolean;
}) {
  const at = useLocation();
  const current = whereIn(account, at)?.tab;
  return (
    <Disclosure key={at.key} className={clsx("relative", !compact && "mt-auto")}>
      <summary
        className={clsx(
          "flex list-none items-center gap-2.5 text-ink [&::-webkit-details-marker]:hidden",
          compact ? "size-11 justify-center rounded-full" : "-mx-2 rounded-lg p-2 hover:bg-sunk",
        )}
      >
        <Avatar initials={person.initials} />
        {compact ? (
          <VisuallyHidden>{m.ui_profile_of({ name: person.name })}</VisuallyHidden>
        ) : (
          <>
            <span className="min-w-0 flex-1 leading-tight">
              <span className="block truncate text-sm font-semibold">{person.name}</span>
              <span className="block truncate text-xs text-muted">{person.subtitle}</span>
            </span>
            <Icon name="down" size={16} className="flex-none rotate-180 text-muted" />
          </>
        )}
      </summary>
      <div
        className={clsx(
          "absolute z-30 max-h-[70dvh] overflow-y-auto rounded-lg border border-edge bg-card p-1.5",
          compact ? "top-full right-0 mt-1 w-64" : "-inset-x-2 bottom-full mb-1",
        )}
      >
        {compact && (
          <p className="truncate border-b border-line px-2.5 pt-1 pb-2 text-sm font-semibold">
            {person.subtitle}
          </p>
        )}
        {account.map((group) => (
          <nav key={group.to} aria-label={group.label}>
            <p className="px-2.5 pt-1.5 pb-0.5 text-xs text-muted" aria-hidden="true">
              {group.label}
            </p>
            <ul>
              {group.tabs.map((tab) => (
                <li key={tab.to}>
                  <Link
                    to={tab.to}
                    aria-current={tab === current ? "page" : undefined}
                    className="flex min-h-10 items-center rounded-md px-2.5 text-ink no-underline -outline-offset-3 hover:bg-sunk aria-[current=page]:font-semibold pointer-coarse:min-h-11"
                  >
                    {tab.label}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        ))}
        <Form method="post" action="/sign-out" className="mt-1 border-t border-line pt-1">
          <button
            type="submit"
            className="flex min-h-10 w-full items-center gap-2 rounded-md px-2.5 text-left text-ink -outline-offset-3 hover:bg-sunk pointer-coarse:min-h-11"
          >
            <Icon name="signout" size={18} className="flex-none text-muted" />
            {m.identity_sign_out()}
          </button>
        </Form>
      </div>
    </Disclosure>
  );
}

/** A <details> that closes on Escape (the focus goes back to its summary) and on a press elsewhere. */
function Disclosure({ className, children }: { className: string; children: React.ReactNode }) {
  const box = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || !box.current?.open) return;
      const inside = box.current.contains(document.activeElement);
      box.current.open = false;
      if (inside) box.current.querySelector("summary")?.focus();
    };
    const onPress = ({ target }: PointerEvent): void => {
      if (box.current?.open && target instanceof Node && !box.current.contains(target))
        box.current.open = false;
    };
    document.addEventListener("keydown", onKey);
    document.addEventListener("pointerdown", onPress);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("pointerdown", onPress);
    };
  }, []);
  return (
    <details ref={box} className={className}>
      {children}
    </details>
  );
}
