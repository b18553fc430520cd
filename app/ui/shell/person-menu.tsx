import { useLocation } from "@remix-run/react";
import { useEffect, useRef } from "react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { Avatar } from "#app/ui/avatar.tsx";
import { Form } from "#app/ui/form.tsx";
import { Icon } from "#app/ui/icons.tsx";
import { Link } from "#app/ui/link.tsx";
import { whereIn, type NavItem } from "#app/ui/shell/menu.ts";

export interface Person {
  name: string;
  subtitle: string;
  initials: string;
}

/** The person's own menu under their initials: pages about the company and themselves, and signing out; initials alone in a phone's bar. Opens without scripts. */
export function PersonMenu({ person, account }: { person: Person; account: NavItem[] }) {
  const at = useLocation();
  const current = whereIn(account, at)?.tab;
  return (
    <Disclosure key={at.key} className="person-menu">
      <summary>
        <Avatar initials={person.initials} />
        <span className="person-name">
          <b>{person.name}</b>
          <small>{person.subtitle}</small>
        </span>
        <Icon name="down" size={16} className="rotate-180 text-muted max-wide:hidden" />
      </summary>
      <div>
        <p className="truncate border-b border-line px-2.5 pt-1 pb-2 text-sm font-semibold wide:hidden">
          {person.subtitle}
        </p>
        {account.map((group) => (
          <nav key={group.to} aria-label={group.label}>
            <p className="menu-title" aria-hidden="true">
              {group.label}
            </p>
            <ul>
              {group.tabs.map((tab) => (
                <li key={tab.to}>
                  <Link
                    to={tab.to}
                    discover="none"
                    aria-current={tab === current ? "page" : undefined}
                    className="menu-link"
                  >
                    {tab.label}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        ))}
        <Form method="post" action="/sign-out" className="mt-1 border-t border-line pt-1">
          <button type="submit" className="menu-link w-full gap-2 text-left">
            <Icon name="signout" size={18} className="text-muted" />
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
