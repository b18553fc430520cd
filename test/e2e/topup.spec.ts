import type { Page } from "@playwright/test";

import { formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

import { settle } from "./checkout.ts";
import { emailOf, expect, expectNotice, test } from "./fixtures.ts";
import { say } from "./say.ts";
import { wordsOf } from "#test/emulator/pages/words.ts";
import { openRecords } from "#test/routes/purchase.ts";
import { sqlNow } from "#test/setup/clock.ts";
import { eventually, type TestApp } from "#test/setup/test-app.ts";

const ways = [
  { language: "nl", javaScriptEnabled: true },
  { language: "de", javaScriptEnabled: false },
] as const;

/** What an engineer's work does to the bakery: its balance falls to 100 minutes. */
async function fallToLevel(app: TestApp): Promise<void> {
  const records = openRecords(app);
  await records.rows(`do $$ begin perform set_config('app.scope', 'system', true); perform hours_adjust(c.id, gen_random_uuid()::text, a.available_minutes - 100, 'test', ${sqlNow()}, 'system')
    from client c join hour_account a on a.client_id = c.id where c.name = 'Bakkerij Jansen'; end $$`);
  await records.close();
}

async function attemptIs(app: TestApp, status: string): Promise<void> {
  const records = openRecords(app);
  await eventually(
    `an attempt that is ${status}`,
    async () =>
      (await records.rows("select status from topup_attempt order by created_at desc limit 1"))[0]?.[
        "status"
      ] === status,
    30_000,
  );
  await records.close();
}

for (const { language, javaScriptEnabled } of ways) {
  test.describe(`${language}, on a phone${javaScriptEnabled ? "" : ", without scripts"}`, () => {
    test.use({ language, javaScriptEnabled, ownApp: true, viewport: { width: 390, height: 844 } });

    test("automatic top-up by iDEAL: set up, on its way, failed, paid by a person, told each time", async ({
      enter,
      app,
      t,
    }) => {
      const page = await enter("petra");
      await page.goto("/more");
      await page
        .getByRole("link", { name: t(() => m.topup_title()) })
        .first()
        .click();
      await page.getByRole("link", { name: t(() => m.topup_method_save()) }).click();
      await expect(
        page.getByRole("heading", { level: 1, name: t(() => m.topup_method_title()) }),
      ).toBeVisible();
      await page.getByRole("checkbox").check();
      await page.getByRole("button", { name: t(() => m.topup_to_stripe()) }).click();
      await page.getByRole("radio", { name: wordsOf(language).ideal, exact: true }).check();
      await page.getByTestId("pay").click();
      await expect(page).toHaveURL(/\/top-up$/);
      await expect(page.getByText(/2202/).first()).toBeVisible();

      await choose(page, t);
      await expectNotice(
        page,
        t(() => m.topup_saved()),
      );
      await expect(
        page.getByText(
          t(() =>
            m.topup_charge_text({ minutes: formatMinutes(120), hours: m.billing_hours({ hours: 10 }) }),
          ),
        ),
      ).toBeVisible();

      await fallToLevel(app);
      await attemptIs(app, "charging");
      await eventually("the debit under way", async () => {
        await page.goto("/top-up");
        return page.getByText(t(() => m.topup_state_awaits_bank())).isVisible();
      });
      await page.goto("/");
      await expect(
        page.getByText(t(() => m.hours_pill_on_its_way({ minutes: formatMinutes(600) }))).first(),
      ).toBeVisible();

      await settle(page, app, false);
      await app.letterTo(
        emailOf("petra"),
        new RegExp(
          say("nl", () => m.topup_letter_declined_subject({ hours: m.billing_hours({ hours: 10 }) })),
        ),
      );
      await page.goto("/top-up");
      await page.getByRole("link", { name: t(() => m.topup_pay_now()) }).click();
      await page.getByTestId("pay").click();
      await app.letterTo(
        emailOf("petra"),
        new RegExp(say("nl", () => m.topup_letter_done_subject({ hours: m.billing_hours({ hours: 10 }) }))),
      );
      await page.goto("/top-up");
      await expect(
        page.getByText(
          t(() => m.topup_state_succeeded()),
          { exact: true },
        ),
      ).toBeVisible();
      await page.goto("/");
      await expect(
        page.getByText(t(() => m.topup_line_charge({ minutes: formatMinutes(120) }))),
      ).toBeVisible();
    });
  });
}

async function choose(page: Page, t: (words: () => string) => string): Promise<void> {
  await page.getByRole("radio", { name: new RegExp(t(() => m.topup_mode_charge())) }).check();
  await page
    .getByLabel(
      t(() => m.topup_threshold()),
      { exact: true },
    )
    .fill("2:00");
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: t(() => m.topup_save()), exact: true }).click();
}
