import { expect, test } from "vitest";

import { locales } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import * as invitation from "#emails/invitation.tsx";
import { renderLetter } from "#emails/index.ts";
import * as resetPassword from "#emails/reset-password.tsx";
import * as securityNotice from "#emails/security-notice.tsx";

const letters = [
  ["invitation", invitation.default.PreviewProps],
  ["reset-password", resetPassword.default.PreviewProps],
  ["security-notice", securityNotice.default.PreviewProps],
  ["security-notice", { ...securityNotice.default.PreviewProps, what: "sign-in.locked" }],
] as const;

test.each(letters.flatMap(([name, props]) => locales.map((locale) => ({ name, props, locale }))))(
  "$name in $locale",
  async ({ name, props, locale }) => {
    const letter = await withLocale(locale, () => renderLetter(name, props));
    expect(letter.subject.length).toBeGreaterThan(10);
    expect(letter.html).toContain(`lang="${locale}"`);
    expect(letter.text).toContain(props.link);
    expect(letter.text).not.toMatch(/identity_|undefined|!/);
  },
);

test("a letter without what it needs is not written", async () => {
  await expect(renderLetter("invitation", { name: "Petra" })).rejects.toThrow();
});
