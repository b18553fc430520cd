import { now } from "#app/platform/clock.server.ts";
import type { Spreadsheet } from "#app/platform/csv.ts";
import { inScope } from "#app/platform/db.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";

import { appendAudit } from "./audit.server.ts";
import { localeCookie, themeCookie } from "./preference-cookies.server.ts";
import type { LetterKind } from "./letter-kinds.ts";
import type { Scope, Theme } from "./scope.ts";

export type Profile = {
  name: string;
  locale: Locale;
  theme: Theme;
  spreadsheet: Spreadsheet;
  /** The e-mails about requests that the person does without. */
  mutedLetters: readonly LetterKind[];
};

/** Writes what people say of themselves; answers the cookies that carry language and colours. */
export async function changeProfile(scope: Scope, profile: Partial<Profile>): Promise<Headers> {
  await inScope(scope, async (tx) => {
    await tx.$executeRaw`update "user" set name = coalesce(${profile.name ?? null}, name), locale = coalesce(${profile.locale ?? null}, locale),
      theme = coalesce(${profile.theme ?? null}, theme), spreadsheet = coalesce(${profile.spreadsheet ?? null}, spreadsheet),
      muted_letters = coalesce(${profile.mutedLetters ? [...profile.mutedLetters] : null}::text[], muted_letters),
      updated_at = ${now()} where id = ${scope.userId}::uuid`;
    await appendAudit(tx, scope, { action: "profile.changed", detail: { fields: Object.keys(profile) } });
  });
  const headers = new Headers();
  if (profile.locale) headers.append("set-cookie", localeCookie(profile.locale));
  if (profile.theme) headers.append("set-cookie", themeCookie(profile.theme));
  return headers;
}
