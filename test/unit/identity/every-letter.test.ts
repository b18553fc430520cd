import { expect, test } from "vitest";

import { locales } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { writeExamples } from "#emails/index.ts";

const greetings = { nl: /Dag /g, de: /Guten Tag /g, en: /Hello /g };
/** Letters to a mailbox, which has no name, and the one that greets whoever is new here. */
const withoutGreeting = [
  "change-effect-refused",
  "invitation",
  "query-for-staff",
  "request-received",
  "test-letter",
];

test.each(locales)(
  "every letter in %s: from the MSP, greets once, writes each address once, has a dark style",
  async (locale) => {
    const letters = await withLocale(locale, writeExamples);
    expect(letters.length).toBeGreaterThan(35);
    for (const { name, text, html } of letters) {
      const greeted = text.match(greetings[locale])?.length ?? 0;
      expect(greeted, name).toBe(withoutGreeting.includes(name) ? 0 : 1);
      expect(text, name).toMatch(/^Helder IT\n/);
      const addresses = text.match(/https?:\/\/\S+/g) ?? [];
      expect(addresses, name).toEqual([...new Set(addresses)]);
      expect(html, name).toContain("prefers-color-scheme: dark");
    }
  },
);
