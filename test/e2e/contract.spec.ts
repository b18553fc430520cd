import type { Page } from "@playwright/test";

import { m } from "#app/platform/generated/i18n/messages.js";

import { emailOf, expect, expectNotice, test } from "./fixtures.ts";
import { findings } from "./in-order.ts";

type Say = (words: () => string) => string;

const settings = [
  { language: "nl", width: 390, javaScriptEnabled: false },
  { language: "de", width: 1280, javaScriptEnabled: true },
] as const;

for (const { language, width, javaScriptEnabled } of settings) {
  test.describe(`${language}, ${width} px, ${javaScriptEnabled ? "with" : "without"} scripts`, () => {
    test.use({ language, javaScriptEnabled, ownApp: true, viewport: { width, height: 844 } });

    test("Joris sees his contract; Noor reads the month, closes and issues it; Joris reads the invoice with its reasons", async ({
      enter,
      app,
      t,
    }) => {
      test.slow();
      const joris = await enter("joris");
      await joris.goto("/contract");
      await expect(joris.getByRole("heading", { name: "Werkplekbeheer" })).toBeVisible();
      await expect(joris.getByText(t(() => m.contracts_clock_last_notice()))).toBeVisible();
      await expect(joris.getByText("Hulp op afstand en op kantoor")).toBeVisible();
      if (javaScriptEnabled) expect(await findings(joris, language)).toEqual([]);

      const noor = await enter("noor");
      await noor.goto("/staff/monthly");
      await noor.getByRole("link", { name: "Atelier Noord" }).first().click();
      await expect(noor.getByText(/Mila Bos.*Microsoft 365 Business Premium/)).toBeVisible();
      await expect(noor.getByRole("heading", { name: "Adobe Creative Cloud Pro" })).toBeVisible();
      if (javaScriptEnabled) expect(await findings(noor, language)).toEqual([]);
      await pressFirst(noor, /^(Maand afsluiten|Monat mit)/);
      await expectNotice(
        noor,
        t(() => m.monthly_closed()),
      );
      await pressFirst(noor, /^(Factuur versturen|Rechnung senden)/);
      await expectNotice(
        noor,
        t(() => m.monthly_issued()),
      );
      await expect(
        noor.getByText(
          t(() => m.monthly_state_open()),
          { exact: true },
        ),
      ).toBeVisible();

      await joris.goto("/invoices");
      await joris
        .getByRole("region", { name: t(() => m.billing_invoices_open()) })
        .locator("tbody")
        .getByRole("link")
        .first()
        .click();
      await expect(joris.getByText(/Mila Bos/).first()).toBeAttached();
      await expect(joris.getByText(leftWords(t)).first()).toBeVisible();
      if (javaScriptEnabled) expect(await findings(joris, language)).toEqual([]);
      const letter = await app.letterTo(emailOf("joris"), /(Factuur|Rechnung).*2026/);
      expect(letter.text).toContain("/invoices/");
    });
  });
}

async function pressFirst(page: Page, name: RegExp): Promise<void> {
  await page.getByRole("button", { name }).first().click();
}

/** What is said of who left in the month, whoever it is. */
function leftWords(t: Say): string {
  return t(() => m.contracts_change_left({ name: "Mila Bos", until: "" })).trim();
}
