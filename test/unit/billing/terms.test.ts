import { expect, test } from "vitest";

import { readTermsName, termsName } from "#app/billing/rules/terms.ts";
import { agreedTermsWord } from "#app/billing/words.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";

test.each([
  [0, null],
  [3, null],
  [0, 1001],
  [3, 1001],
])(
  "the name of terms (own version %s, agreement %s) is read back, and worded without the name",
  (own, agreement) => {
    const name = termsName("hours-terms v2", own, agreement);
    expect(readTermsName(name)).toEqual({
      product: "hours-terms v2",
      own: own === 0 ? null : String(own),
      agreement: agreement === null ? null : String(agreement),
    });
    for (const locale of ["nl", "de", "en"] as const) {
      const words = withLocale(locale, () => agreedTermsWord(name));
      expect(words).not.toMatch(/hours-terms|own v/);
      expect(words.includes("1001")).toBe(agreement !== null);
    }
  },
);
