import type { Page } from "@playwright/test";

import { totpCode } from "#app/identity/totp.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

import { emailOf, expect, test } from "./fixtures.ts";
import { findings } from "./in-order.ts";
import { secretOf } from "./secret-of.ts";

const settings = [
  { language: "nl", javaScriptEnabled: false, colorScheme: "light" },
  { language: "de", javaScriptEnabled: true, colorScheme: "dark" },
] as const;

for (const { language, javaScriptEnabled, colorScheme } of settings) {
  test.describe(`${language}, ${javaScriptEnabled ? "with" : "without"} scripts`, () => {
    test.use({
      language,
      javaScriptEnabled,
      colorScheme,
      ownApp: true,
      viewport: { width: 390, height: 844 },
    });

    test("Tom sets up his authenticator app, and signs in with a backup code", async ({ page, enter, t }) => {
      test.slow();
      // axe needs scripts to run.
      const look = async (at: Page): Promise<string[]> => (javaScriptEnabled ? findings(at, language) : []);
      const tom = await enter("tom");
      const found: string[] = [];
      await tom.goto("/security/authenticator");
      await tom.getByRole("button", { name: t(() => m.identity_mfa_begin()) }).click();
      const secret = secretOf((await tom.getByText(/^([A-Z2-7]{4} ?)+$/).textContent()) ?? "");
      const before = step();
      found.push(...(await look(tom)));
      await tom.getByLabel(t(() => m.identity_app_code())).fill(totpCode(secret, before));
      await tom.getByRole("button", { name: t(() => m.identity_mfa_complete()) }).click();
      await tom.getByRole("button", { name: t(() => m.identity_backup_make()) }).click();
      await expect(tom.getByText(t(() => m.identity_backup_once()))).toBeVisible();
      const [backup = ""] = await tom.getByRole("main").getByRole("listitem").allTextContents();
      found.push(...(await look(tom)));

      await page.goto("/sign-in");
      await signInUpToCode(page);
      found.push(...(await look(page)));
      await page.getByRole("link", { name: t(() => m.identity_code_use_backup()) }).click();
      await expect(page.getByLabel(t(() => m.identity_backup_code()))).toBeVisible();
      found.push(...(await look(page)));
      await page.getByLabel(t(() => m.identity_backup_code())).fill(backup);
      await page.getByRole("main").getByRole("button").first().click();
      await expect(page).toHaveURL(/\/$/);
      expect(found).toEqual([]);

      async function signInUpToCode(visitor: Page): Promise<void> {
        await visitor
          .getByLabel(
            t(() => m.identity_email()),
            { exact: true },
          )
          .fill(emailOf("tom"));
        await visitor
          .getByLabel(
            t(() => m.identity_password()),
            { exact: true },
          )
          .fill("tegoed-demo-2026");
        await visitor
          .getByRole("button", { name: t(() => m.identity_sign_in_button()), exact: true })
          .click();
        await expect(visitor).toHaveURL(/\/sign-in\/code/);
      }
    });
  });
}

const step = (): number => Math.floor(Date.now() / 30_000);
