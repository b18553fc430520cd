import { Form, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { languageName } from "#app/platform/format.ts";
import { getLocale, locales } from "#app/platform/i18n/locale.ts";
import { Banner } from "#app/ui/notice.tsx";
import { PublicShell } from "#app/ui/shell/public-shell.tsx";

interface PublicPageProps {
  site: { mspName: string; demo: object | null };
  title: string;
  /** One or two lines under the title. */
  lead?: ReactNode;
  /** A link under the sheet. */
  below?: ReactNode;
  children?: ReactNode;
}

/** The frame of pages where one thing is asked: signing in, a code, a new password. */
export function PublicPage({ site, title, lead, below, children }: PublicPageProps) {
  return (
    <PublicShell
      banner={site.demo && <Banner>{m.identity_demo_banner()}</Banner>}
      footer={<PublicPageFooter below={below} />}
    >
      <h1 className="text-2xl leading-tight font-semibold tracking-[-0.015em]">{title}</h1>
      {lead && <div className="mt-2 text-muted">{lead}</div>}
      <div className="mt-5 flex flex-col gap-5">{children}</div>
    </PublicShell>
  );
}

function PublicPageFooter({ below }: { below: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      {below && <p>{below}</p>}
      <LanguagePicker />
    </div>
  );
}

/** The three languages, by their own names; a plain form, so it works without scripts. */
export function LanguagePicker() {
  const { pathname, search } = useLocation();
  const present = getLocale();
  return (
    <Form
      method="post"
      action="/language"
      reloadDocument
      className="-mx-2 flex gap-1"
      aria-label={m.identity_language()}
    >
      <input type="hidden" name="to" value={pathname + search} />
      {locales.map((locale) => (
        <button
          key={locale}
          type="submit"
          name="locale"
          value={locale}
          lang={locale}
          aria-current={locale === present || undefined}
          className="min-h-11 rounded-md px-2 text-muted capitalize underline-offset-4 hover:underline aria-current:font-semibold aria-current:text-ink"
        >
          {languageName(locale)}
        </button>
      ))}
    </Form>
  );
}
