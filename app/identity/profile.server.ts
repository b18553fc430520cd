import { keepProfile } from "#app/identity/account-store.server.ts";
import type { Spreadsheet } from "#app/platform/csv.ts";
import { inScope } from "#app/platform/db.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";

import { appendAudit } from "./audit.server.ts";
import { localeCookie, themeCookie } from "./preference-cookies.server.ts";
import type { Scope, Theme } from "./scope.ts";

export type Profile = { name: string; locale: Locale; theme: Theme; spreadsheet: Spreadsheet };

/** Writes what people say of themselves; answers the cookies that carry language and colours. */
export async function changeProfile(scope: Scope, profile: Partial<Profile>): Promise<Headers> {
  await inScope(scope, async (tx) => {
    await keepProfile(tx, {
      name: profile.name,
      locale: profile.locale,
      theme: profile.theme,
      spreadsheet: profile.spreadsheet,
      userId: scope.userId,
    });
    await appendAudit(tx, scope, { action: "profile.changed", detail: { fields: Object.keys(profile) } });
  });
  const headers = new Headers();
  if (profile.locale) headers.append("set-cookie", localeCookie(profile.locale));
  if (profile.theme) headers.append("set-cookie", themeCookie(profile.theme));
  return headers;
}
