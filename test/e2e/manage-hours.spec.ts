import type { Page } from "@playwright/test";

import { formatMinutes } from "#app/platform/format.ts";
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

    test("Petra chooses who hears of low hours; Noor takes hours off, and Tom gets his letter", async ({
      enter,
      app,
      t,
    }) => {
      test.slow();
      const petra = await enter("petra");
      await petra.goto("/alerts");
      await expect(
        petra.getByText(t(() => m.manage_level_account({ minutes: formatMinutes(120) }))).first(),
      ).toBeVisible();
      await petra.getByRole("checkbox", { name: t(() => m.manage_alert_buyers()) }).uncheck();
      await fill(petra, t, m.manage_field_minutes, "3:00");
      await press(petra, t, m.manage_save);
      await expect(petra.getByRole("alert")).toContainText(t(() => m.manage_refused_nobody_told()));
      await petra.getByRole("checkbox", { name: /Tom/ }).check();
      await press(petra, t, m.manage_save);
      await expectNotice(
        petra,
        t(() => m.manage_alert_saved()),
      );
      await expect(
        petra
          .getByText(
            t(() => m.manage_level_minutes({ minutes: formatMinutes(180) })),
            { exact: true },
          )
          .first(),
      ).toBeVisible();

      const noor = await enter("noor");
      await openClient(noor, "Bakkerij Jansen");
      await noor.getByRole("link", { name: t(() => m.manage_adjust_title()), exact: true }).click();
      const taking = noor.getByRole("region", { name: t(() => m.manage_take_title()) });
      await taking
        .getByLabel(
          t(() => m.manage_field_duration()),
          { exact: true },
        )
        .fill("1:00");
      await taking.getByRole("button", { name: t(() => m.manage_preview()) }).click();
      await expect(
        taking.getByRole("status").filter({ hasText: t(() => m.manage_balance_after()) }),
      ).toContainText(t(() => formatMinutes(160)));
      await taking
        .getByLabel(
          t(() => m.manage_field_reason()),
          { exact: true },
        )
        .fill("Dubbel bijgeschreven.");
      await taking.getByRole("button", { name: t(() => m.manage_take()), exact: true }).click();
      await expectNotice(
        noor,
        t(() => m.manage_adjusted({ balance: formatMinutes(160) })),
      );

      // Tom reads Dutch, whatever the others look at.
      const letter = await app.letterTo(emailOf("tom"), /2\su\s40/);
      expect(letter.text).toContain("/buy");
      await app.letterTo(emailOf("petra"), /1\su\s00/);
      await petra.goto("/hours?view=ledger");
      await expect(petra.getByText("Dubbel bijgeschreven.").first()).toBeVisible();
    });

    test("Noor brings in opening balances: every error by line, then all at once, and once", async ({
      enter,
      t,
    }) => {
      test.slow();
      const noor = await enter("noor");
      await noor.goto("/staff/import");
      const paste = noor.getByLabel(t(() => m.manage_field_text()));
      await press(noor, t, m.manage_import_check);
      await expect(noor.getByRole("alert").first()).toContainText(t(() => m.manage_import_nothing()));
      await paste.fill("klant;uren;kenmerk\nNiemand;10;A\nAtelier Noord;veel;B\n");
      await press(noor, t, m.manage_import_check);
      const errors = noor.getByRole("table", { name: t(() => m.manage_import_errors_caption()) });
      await expect(errors.getByRole("row").nth(1)).toContainText(
        t(() => m.manage_problem_client_unknown({ value: "Niemand" })),
      );
      await expect(errors.getByRole("row").nth(2)).toContainText(
        t(() => m.manage_problem_hours_wrong({ value: "veel" })),
      );
      if (javaScriptEnabled) expect(await findings(noor, language)).toEqual([]);
      const good =
        "\uFEFFklant;uren;prijs per uur;geldig t/m;kenmerk\r\nAtelier Noord;12,5;95,00;31-12-2099;OUD-1\r\n";
      await noor
        .getByLabel(t(() => m.manage_field_file()))
        .setInputFiles({ name: "beginsaldi.csv", mimeType: "text/csv", buffer: Buffer.from(good) });
      await press(noor, t, m.manage_import_check);
      await expect(
        noor.getByRole("table", { name: t(() => m.manage_import_preview_caption()) }),
      ).toContainText("Atelier Noord");
      if (javaScriptEnabled) expect(await findings(noor, language)).toEqual([]);
      await noor
        .getByRole("button", { name: t(() => m.manage_import_do({ minutes: formatMinutes(750) })) })
        .click();
      await expect(noor).toHaveURL(/\/staff\/runway/);
      await expect(noor.getByRole("row", { name: /Atelier Noord/ })).toContainText(
        t(() => formatMinutes(750)),
      );
      await noor.goto("/staff/import");
      await noor.getByLabel(t(() => m.manage_field_text())).fill(good);
      await press(noor, t, m.manage_import_check);
      await expect(noor.getByText(t(() => m.manage_import_known_title()))).toBeVisible();
    });
  });
}

async function openClient(page: Page, name: string): Promise<void> {
  await page.goto("/staff/clients?show=all");
  await page.getByRole("link", { name, exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await page.goto(`${page.url()}/hours`);
}

async function fill(page: Page, t: Say, label: () => string, text: string): Promise<void> {
  await page.getByLabel(t(label), { exact: true }).fill(text);
}

async function press(page: Page, t: Say, name: () => string): Promise<void> {
  await page.getByRole("button", { name: t(name), exact: true }).click();
}
