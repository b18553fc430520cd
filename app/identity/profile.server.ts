import { keepProfile, type Profile } from "#app/identity/account-store.server.ts";
import { inScope } from "#app/platform/db.server.ts";

import { appendAudit } from "./audit.server.ts";
import { localeCookie, themeCookie } from "./preference-cookies.server.ts";
import type { Scope } from "./scope.ts";

/** Writes what people say of themselves; answers the cookies that carry language and colours. */
export async function changeProfile(scope: Scope, profile: Partial<Profile>): Promise<Headers> {
  await inScope(scope, async (tx) => {
    await keepProfile(tx, scope.userId, profile);
    await appendAudit(tx, scope, { action: "profile.changed", detail: { fields: Object.keys(profile) } });
  });
  const headers = new Headers();
  if (profile.locale) headers.append("set-cookie", localeCookie(profile.locale));
  if (profile.theme) headers.append("set-cookie", themeCookie(profile.theme));
  return headers;
}
