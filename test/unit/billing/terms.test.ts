import { expect, test } from "vitest";

import { termsName } from "#app/billing/rules/terms.ts";
import { termsWords } from "#app/identity/terms-words.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";

test.each([
  [0, null],
  [3, null],
  [0, 1001],
  [3, 1001],
])(
  "the terms of an order (own version %s, agreement %s) are worded without their names in the code",
  (own, agreement) => {
    const name = termsName("hours-terms v2", own, agreement);
    for (const locale of ["nl", "de", "en"] as const) {
      const words = withLocale(locale, () => termsWords(name));
      expect(words).not.toMatch(/hours-terms|own v/);
      expect(words.includes("1001")).toBe(agreement !== null);
    }
  },
);
