import { env } from "#app/platform/env.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";

import type { Theme } from "./scope.ts";

const year = 365 * 24 * 60 * 60;
const attributes = (): string => `Path=/; SameSite=Lax${env().origin.startsWith("https:") ? "; Secure" : ""}`;

/** The Set-Cookie value that keeps the pages' language on this device. */
export function localeCookie(locale: Locale): string {
  return `lang=${locale}; Max-Age=${year}; ${attributes()}`;
}

/** The Set-Cookie value that keeps the colours on this device; to follow the device is to keep nothing. */
export function themeCookie(theme: Theme): string {
  return theme === "system"
    ? `theme=; Max-Age=0; ${attributes()}`
    : `theme=${theme}; Max-Age=${year}; ${attributes()}`;
}
