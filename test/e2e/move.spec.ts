import type { Page } from "@playwright/test";

import { formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

import { emailOf, expect, expectNotice, test } from "./fixtures.ts";
import { findings } from "./in-order.ts";

const settings = [
  { language: "nl", width: 390, javaScriptEnabled: false },
  { language: "de", width: 1280, javaScriptEnabled: true },
] as const;

for (const { language, width, javaScriptEnabled } of settings) {
  test.describe(`${language}, ${width} px, ${javaScriptEnabled ? "with" : "without"} scripts`, () => {
    test.use({ language, javaScriptEnabled, ownApp: true, viewport: { width, height: 844 } });

    test("Noor moves an hour to another client: errors keep what was typed, both balances show first, both clients hear why and neither of whom", async ({
      enter,
      app,
      t,
    }) => {
      test.slow();
      const noor = await enter("noor");
      const client = await openClient(noor, "Bakkerij Jansen");
      await noor.goto(`${client}/hours`);
      await noor.getByRole("link", { name: t(() => m.manage_move_title()), exact: true }).click();
      const form = noor.getByRole("region", { name: t(() => m.manage_move_title()) });
      const field = (label: () => string) => form.getByLabel(t(label), { exact: true });
      const press = (name: () => string) => form.getByRole("button", { name: t(name), exact: true }).click();

      await field(m.manage_field_duration).fill("veel");
      await field(m.manage_field_reason).fill("Een holding.");
      await press(m.manage_move);
      await expect(form.getByRole("alert")).toContainText(t(() => m.manage_move_whom()));
      await expect(form.getByRole("alert")).toContainText(t(() => m.manage_minutes_wrong()));
      await expect(field(m.manage_field_duration)).toHaveValue("veel");
      await expect(field(m.manage_field_reason)).toHaveValue("Een holding.");
      if (javaScriptEnabled) expect(await findings(noor, language)).toEqual([]);

      await field(m.manage_move_to).selectOption({ label: "Kanzlei Vogel" });
      await field(m.manage_field_duration).fill("100:00");
      await press(m.manage_move);
      await expect(form.getByRole("alert")).toContainText(t(() => m.manage_refused_not_movable()));
      await field(m.manage_field_duration).fill("1:00");
      await press(m.manage_move_preview);
      const balances = form
        .getByRole("status")
        .filter({ hasText: t(() => m.manage_move_after({ client: "Bakkerij Jansen" })) });
      await expect(balances).toContainText(t(() => formatMinutes(160)));
      await expect(balances).toContainText(t(() => m.manage_move_after({ client: "Kanzlei Vogel" })));
      await expect(field(m.manage_move_to).locator("option:checked")).toHaveText("Kanzlei Vogel");
      if (javaScriptEnabled) expect(await findings(noor, language)).toEqual([]);
      await press(m.manage_move);
      await expect(noor).toHaveURL(/\/hours$/);
      await expectNotice(
        noor,
        t(() => formatMinutes(160)),
      );

      // Petra reads Dutch and Eva German, whatever Noor looks at.
      const away = await app.letterTo(emailOf("petra"), /van je saldo overgeboekt/);
      expect(away.text).toContain("Een holding.");
      expect(away.text).not.toContain("Vogel");
      const here = await app.letterTo(emailOf("eva"), /auf Ihren Saldo umgebucht/);
      expect(here.text).not.toContain("Bakkerij");

      await noor.goto(`${client}/statement`);
      await expect(
        noor.getByText(t(() => m.manage_moved_to({ client: "Kanzlei Vogel" }))).first(),
      ).toBeVisible();
      const petra = await enter("petra");
      for (const page of ["/hours?view=ledger", "/statement"]) {
        await petra.goto(page);
        await expect(petra.getByText(t(() => m.manage_moved_away())).first()).toBeVisible();
        await expect(petra.getByText("Vogel")).toHaveCount(0);
      }
    });

    test("Iris, who gives hours, is offered no transfer and gets none", async ({ enter, t }) => {
      const iris = await enter("iris");
      const client = await openClient(iris, "Bakkerij Jansen");
      await iris.goto(`${client}/hours`);
      await expect(
        iris.getByRole("link", { name: t(() => m.manage_adjust_title()), exact: true }),
      ).toBeVisible();
      await expect(iris.getByRole("link", { name: t(() => m.manage_move_title()), exact: true })).toHaveCount(
        0,
      );
      expect((await iris.request.get(`${client}/hours/move`)).status()).toBe(404);
    });
  });
}

async function openClient(page: Page, name: string): Promise<string> {
  await page.goto("/staff/clients?show=all");
  await page.getByRole("link", { name, exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  return new URL(page.url()).pathname;
}
