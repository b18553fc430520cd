import { Form } from "@remix-run/react";

import type { SiteData } from "#app/identity/site.server.ts";
import { roleWord } from "#app/identity/words.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Avatar, initialsOf } from "#app/ui/avatar.tsx";
import { Heading } from "#app/ui/card.tsx";
import { Icon } from "#app/ui/icons.tsx";

/** The people of the demo: a tap signs in as one of them. */
export function DemoLogins({ demo }: { demo: NonNullable<SiteData["demo"]> }) {
  return (
    <section
      aria-labelledby="demo-logins"
      className="-mx-5 border-t border-line px-5 pt-5 roomy:-mx-7 roomy:px-7"
    >
      <Heading id="demo-logins">{m.identity_demo_title()}</Heading>
      <p className="mt-1 text-sm text-muted">
        {m.identity_demo_text()}{" "}
        <code className="rounded-sm bg-sunk px-1.5 py-0.5 font-semibold text-ink">{demo.password}</code>
      </p>
      <ul className="mt-3 -mb-2 divide-y divide-line">
        {demo.logins.map((login) => (
          <li key={login.email}>
            <Form method="post">
              <input type="hidden" name="email" value={login.email} />
              <input type="hidden" name="password" value={demo.password} />
              <button
                type="submit"
                className="-mx-2 flex min-h-14 w-[calc(100%+1rem)] items-center gap-3 rounded-lg px-2 py-1.5 text-left hover:bg-sunk"
              >
                <Avatar initials={initialsOf(login.name)} />
                <span className="min-w-0 flex-1">
                  <span className="block font-semibold">{login.name}</span>
                  <span className="block text-sm text-muted">
                    {login.place} · {roleWord(login.role)}
                  </span>
                </span>
                <Icon name="forward" size={18} className="flex-none text-muted" />
              </button>
            </Form>
          </li>
        ))}
      </ul>
      {demo.mfaOff && <p className="mt-4 text-sm text-muted">{m.identity_demo_mfa_off()}</p>}
    </section>
  );
}
