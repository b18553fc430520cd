import type { Page } from "@playwright/test";

import { formatMinutes, formatMoney, languageName, spokenMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import type { Locale } from "#app/platform/i18n/locale.ts";
import { wordsOf } from "#test/emulator/pages/words.ts";

import { emailOf, expect, expectNotice, signIn, test } from "./fixtures.ts";
import { say } from "./say.ts";

type Say = (words: () => string) => string;

/** Each language, and each width with scripts and without. */
const settings = [
  { language: "nl", width: 390, javaScriptEnabled: false },
  { language: "nl", width: 1280, javaScriptEnabled: false },
  { language: "de", width: 1280, javaScriptEnabled: true },
  { language: "en", width: 390, javaScriptEnabled: true },
] as const;

// Each has a test app of its own.
test.describe.configure({ mode: "parallel" });

for (const { language, width, javaScriptEnabled } of settings) {
  test.describe(`${language}, ${width} px, ${javaScriptEnabled ? "with" : "without"} scripts`, () => {
    const phone = width < 760;
    test.use({
      language,
      javaScriptEnabled,
      ownApp: true,
      viewport: { width, height: 844 },
      isMobile: phone,
      hasTouch: phone,
    });

    test("Petra sees her hours, buys a block, and sees which block Daan's work came from", async ({
      page,
      app,
      enter,
      t,
    }) => {
      test.slow();
      await signIn(page, emailOf("petra"), t);
      await choosesLanguage(page, language, t);
      await seesWhereHoursWent(page, t, javaScriptEnabled);
      await buysTenHours(page, language, t);
      await expectBalance(page, 820, t);
      await findsInvoice(page, t);
      const letter = await app.letterTo(
        emailOf("petra"),
        new RegExp(t(() => m.billing_letter_bought_subject({ hours: 10 }))),
      );
      expect(letter.text.replaceAll("\u00a0", " ")).toContain(
        t(() => formatMinutes(820)).replaceAll("\u00a0", " "),
      );

      const daan = await enter("daan");
      await logsThirtyFiveMinutes(daan, t, javaScriptEnabled);
      await seesTheBlock(page, t);
    });
  });
}

async function choosesLanguage(page: Page, language: Locale, t: Say): Promise<void> {
  const profile = page.getByRole("link", { name: say("nl", () => m.hours_nav_profile()), exact: true });
  const menu = page.locator("summary").filter({ hasText: /Petra Jansen/, visible: true });
  // The menu closes when a navigation ends, the one of signing in too.
  await expect(async () => {
    if (!(await profile.isVisible())) await menu.click();
    await expect(profile).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 10_000 });
  await profile.click();
  await page
    .getByRole("group", { name: say("nl", () => m.identity_language()) })
    .getByRole("radio", { name: languageName(language) })
    .check();
  // Signing in brought her own language along: Dutch.
  await page.getByRole("button", { name: say("nl", () => m.identity_save()), exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", language);
  await expectNotice(
    page,
    t(() => m.identity_profile_saved()),
  );
}

async function seesWhereHoursWent(page: Page, t: Say, scripts: boolean): Promise<void> {
  await goTo(
    page,
    t(() => m.hours_nav_overview()),
    t,
  );
  await expectBalance(page, 220, t);
  await expect(page.getByRole("heading", { name: t(() => m.hours_split_title()) })).toBeVisible();
  await page
    .getByRole("region", { name: t(() => m.hours_recent_title()) })
    .getByRole("link", { name: "Outlook op de nieuwe kassa" })
    .first()
    .click();
  const sum = page.getByRole("region", { name: t(() => m.hours_entry_sum_title()) });
  await expect(sum).toContainText(t(() => `${m.hours_line_worked()}${formatMinutes(13)}`));
  await expect(sum).toContainText(t(() => m.hours_line_minimum({ minutes: formatMinutes(15) })));
  await expect(sum).toContainText(t(() => `${m.hours_line_billed()}${formatMinutes(15)}`));
  await goTo(
    page,
    t(() => m.hours_nav_hours()),
    t,
  );
  // The row itself opens the arithmetic; without scripts a link in it leads to the entry.
  const entry = page
    .getByRole("row")
    .filter({ hasText: /Maandelijks onderhoud/ })
    .first();
  await entry.locator("summary").click();
  if (!scripts) await entry.getByRole("link", { name: t(() => m.hours_entry_open()) }).click();
  await expect(
    (scripts ? entry : page).getByText(
      t(() => m.hours_line_billed()),
      { exact: true },
    ),
  ).toBeVisible();
}

async function buysTenHours(page: Page, language: Locale, t: Say): Promise<void> {
  await goTo(
    page,
    t(() => m.hours_nav_overview()),
    t,
  );
  await page
    .getByRole("link", { name: t(() => m.hours_buy()), exact: true })
    .first()
    .click();
  const price = page.getByRole("region", { name: t(() => m.billing_what_you_pay()) });
  await page.getByRole("radio", { name: t(() => m.billing_hours({ hours: 20 })) }).check();
  const show = page.getByRole("button", { name: t(() => m.billing_show_price()) });
  if (await show.isVisible()) await show.click();
  await expect(price).toContainText(t(() => formatMoney(205_700, "EUR")));
  await page.getByRole("radio", { name: t(() => m.billing_hours({ hours: 10 })) }).check();
  await page.getByRole("button", { name: t(() => m.billing_to_terms()) }).click();
  await expect(page.getByRole("region", { name: t(() => m.billing_what_you_pay()) })).toContainText(
    t(() => `${m.billing_total()}${formatMoney(114_950, "EUR")}`),
  );
  await page.getByRole("checkbox").check();
  await page
    .getByRole("button", { name: t(() => m.billing_pay_now({ amount: formatMoney(114_950, "EUR") })) })
    .click();
  const words = wordsOf(language);
  await page.getByRole("radio", { name: words.ideal }).check();
  await page
    .getByRole("button", { name: new RegExp(`^${words.pay} .*1.149[.,]50|^${words.pay} .*1,149.50`) })
    .click();
  await expect(page.getByText(t(() => m.billing_order_paid_title({ hours: 10 })))).toBeVisible();
  await expect(
    page.getByText(t(() => m.billing_order_paid_text({ balance: formatMinutes(820) }))),
  ).toBeVisible();
  await page.getByRole("link", { name: t(() => m.billing_order_to_hours()) }).click();
}

async function findsInvoice(page: Page, t: Say): Promise<void> {
  await goTo(
    page,
    t(() => m.hours_nav_invoices()),
    t,
  );
  const row = page.getByRole("row", { name: new RegExp(t(() => m.billing_hours({ hours: 10 }))) }).first();
  await expect(row).toContainText(t(() => formatMoney(114_950, "EUR")));
  await expect(row).toContainText(t(() => m.billing_state_paid()));
  const pdf = await page.request.get(
    (await row
      .getByRole("link", { name: new RegExp(`^${t(() => m.billing_invoice_pdf())}`) })
      .getAttribute("href")) ?? "",
  );
  expect(pdf.headers()["content-type"]).toBe("application/pdf");
  await row.getByRole("link", { name: new RegExp(`^${t(() => m.billing_invoice_view())}`) }).click();
  await expect(page.getByText("Bakkerij Jansen B.V.").first()).toBeVisible();
  await page.goBack();
}

async function logsThirtyFiveMinutes(daan: Page, t: Say, scripts: boolean): Promise<void> {
  await daan
    .getByRole("link", { name: t(() => m.desk_nav_log_time()), exact: true })
    .first()
    .click();
  const search = daan.getByRole("searchbox", { name: t(() => m.hours_time_request()), exact: true });
  await search.fill("outlook");
  // The only hit: straight on to its form.
  await search.press("Enter");
  await daan
    .getByLabel(
      t(() => m.hours_time_duration()),
      { exact: true },
    )
    .fill("0:35");
  await daan
    .getByLabel(new RegExp(`^${t(() => m.hours_time_note())}`))
    .fill("Handtekening voor Petra ingesteld.");
  if (!scripts) await daan.getByRole("button", { name: t(() => m.hours_time_preview()) }).click();
  const preview = daan.getByRole("region", { name: t(() => m.hours_time_preview_title()) });
  await expect(preview).toContainText(t(() => `${m.hours_line_block({ block: 2 })}${formatMinutes(35)}`));
  await expect(preview).toContainText(t(() => `${m.hours_time_after()}${formatMinutes(785)}`));
  await daan.getByRole("button", { name: t(() => m.hours_time_save()), exact: true }).click();
  await expectNotice(
    daan,
    t(() => m.hours_time_saved({ minutes: formatMinutes(35), balance: formatMinutes(785) })),
  );
}

async function seesTheBlock(page: Page, t: Say): Promise<void> {
  await goTo(
    page,
    t(() => m.hours_nav_overview()),
    t,
  );
  await expectBalance(page, 785, t);
  await page
    .getByRole("region", { name: t(() => m.hours_recent_title()) })
    .getByRole("link", { name: "Outlook op de nieuwe kassa" })
    .first()
    .click();
  const sum = page.getByRole("region", { name: t(() => m.hours_entry_sum_title()) });
  await expect(sum).toContainText(t(() => `${m.hours_line_worked()}${formatMinutes(35)}`));
  await expect(sum).toContainText(t(() => m.hours_line_block({ block: 2 })));
  await expect(page.getByText("Handtekening voor Petra ingesteld.")).toBeVisible();
}

async function expectBalance(page: Page, minutes: number, t: Say): Promise<void> {
  await expect(
    page.getByRole("main").getByText(
      t(() => spokenMinutes(minutes)),
      { exact: true },
    ),
  ).toBeVisible();
}

/** Follows the menu; on a phone some places are behind "more". */
async function goTo(page: Page, place: string, t: Say): Promise<void> {
  const menu = page.getByRole("navigation", { name: t(() => m.ui_main_navigation()) });
  const link = menu.getByRole("link", { name: place, exact: true });
  if (!(await link.isVisible())) {
    await menu.getByRole("link", { name: t(() => m.ui_more()), exact: true }).click();
    return page.getByRole("main").getByRole("link", { name: place, exact: true }).click();
  }
  await link.click();
}
