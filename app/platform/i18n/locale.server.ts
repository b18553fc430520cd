import { AsyncLocalStorage } from "node:async_hooks";

import { isLocale, localeOf, useLocaleFrom, type Locale } from "#app/platform/i18n/locale.ts";

const ambient = new AsyncLocalStorage<Locale>();

/** The language for people of whom nothing is known. */
export const fallbackLocale: Locale = localeOf(null);

useLocaleFrom(() => ambient.getStore() ?? fallbackLocale);

/** Runs the function, and all that it starts, in one language. */
export function withLocale<T>(locale: Locale, run: () => T): T {
  return ambient.run(locale, run);
}

/** The language that a request asks for: its cookie first, then what the browser prefers, else the one given. */
export function requestLocale(
  headers: { cookie?: string | undefined; acceptLanguage?: string | undefined },
  otherwise: Locale = fallbackLocale,
): Locale {
  const cookie = /(?:^|;\s*)lang=(\w+)/.exec(headers.cookie ?? "")?.[1];
  if (isLocale(cookie)) return cookie;
  for (const part of (headers.acceptLanguage ?? "").split(",")) {
    const tag = part.trim().slice(0, 2).toLowerCase();
    if (isLocale(tag)) return tag;
  }
  return otherwise;
}
