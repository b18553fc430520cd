import type { Page } from "@playwright/test";

import { formatMinutes, formatMoney, spokenMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import type { Locale } from "#app/platform/i18n/locale.ts";
import type { TestApp } from "#test/setup/test-app.ts";

import { control, payBy, toCheckout, toTerms } from "./checkout.ts";
import { emailOf, expect, expectNotice, test } from "./fixtures.ts";
import { findings } from "./in-order.ts";

type Say = (words: () => string) => string;

/** What is left at the bakery when the demo begins, in minutes. */
const left = 220;
const gross = 114_950;
const euro = (minor: number) => formatMoney(minor, "EUR");

// The longest words on the narrowest page; every-page.spec.ts sees the pages in the other languages.
for (const language of ["de"] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ language, ownApp: true, viewport: { width: 390, height: 844 } });

    test("an invoice by bank transfer: on its way, paid in part, paid, hours there", async ({
      enter,
      app,
      t,
    }) => {
      const page = await enter("petra");
      await orderByTransfer(page, t);
      await expect(page.getByText(t(() => m.refund_invoiced_title()))).toBeVisible();
      const invoice = await invoiceOf(page, t);
      await inOrder(page, language);
      await page.goto("/");
      await expect(
        page.getByText(`${t(() => formatMinutes(600))} bestellt, Rechnung`, { exact: false }).first(),
      ).toBeVisible();
      await control(app, "bankTransfer", { invoice, amount: 50_000 });
      await seen(
        page,
        t(() => m.refund_invoiced_part({ paid: euro(50_000), open: euro(gross - 50_000) })),
      );
      await control(app, "bankTransfer", { invoice, amount: gross - 50_000 });
      await seen(
        page,
        t(() => m.billing_order_paid_text({ balance: formatMinutes(left + 600) })),
      );
    });

    test("an invoice is given up by its buyer; one of which money came is not, and that is said", async ({
      enter,
      app,
      t,
    }) => {
      const page = await enter("petra");
      const open = page.locator("summary").filter({ hasText: t(() => m.refund_give_up()) });
      const giveUp = page.getByRole("button", { name: t(() => m.refund_give_up_now()) });
      await orderByTransfer(page, t);
      await open.click();
      await inOrder(page, language);
      await giveUp.click();
      await expectNotice(
        page,
        t(() => m.refund_given_up()),
      );
      await expect(page.getByText(t(() => m.refund_invoice_void_title()))).toBeVisible();
      await expect(open).toBeHidden();
      await orderByTransfer(page, t);
      await control(app, "bankTransfer", { invoice: await invoiceOf(page, t), amount: 50_000 });
      await open.click();
      await giveUp.click();
      await expect(
        page.getByRole("alert").getByText(t(() => m.refund_give_up_part_paid({ msp: "Helder IT" }))),
      ).toBeVisible();
    });

    test("paid back for the hours that are left: staff see it, the client reads what it did", async ({
      enter,
      app,
      t,
    }) => {
      const petra = await enter("petra");
      await toCheckout(petra, t);
      await payBy(petra, "card");
      await expect(petra.getByText(t(() => m.billing_order_paid_title({ hours: 10 })))).toBeVisible();
      const noor = await enter("noor");
      const order = await toStaffOrder(noor, t);
      await inOrder(noor, language);
      await noor.getByLabel(t(() => m.refund_form_amount())).fill("475,00");
      await noor.getByLabel(t(() => m.refund_form_reason())).fill("Minder nodig");
      // Typing an amount is choosing it.
      await expect(noor.getByRole("radio", { name: t(() => m.refund_form_other()) })).toBeChecked();
      await noor.getByRole("button", { name: t(() => m.refund_form_check()) }).click();
      await expect(noor.getByText(t(() => formatMinutes(247))).first()).toBeVisible();
      await inOrder(noor, language);
      await noor
        .getByRole("button", { name: t(() => m.refund_sure_button({ amount: euro(47_500) })) })
        .click();
      await expectNotice(
        noor,
        t(() => m.refund_done()),
      );
      await expect(noor.getByText(t(() => m.refund_row_refund_succeeded())).first()).toBeVisible();
      await inOrder(noor, language);
      await app.letterTo(emailOf("petra"), new RegExp("475"));
      await petra.goto(order.replace("/staff", ""));
      await expect(
        petra.getByText(t(() => m.refund_explained({ amount: euro(47_500), taken: formatMinutes(247) }))),
      ).toBeVisible();
      await inOrder(petra, language);
    });
  });
}

test.describe("without scripts", () => {
  test.use({ ownApp: true, language: "nl" });

  test("a trusted client has the hours at once; the invoice is voided, and a dispute becomes a task that a person closes", async ({
    enter,
    browser,
    app,
    t,
  }) => {
    const noor = await enter("noor");
    const quiet = await browser.newContext({
      javaScriptEnabled: false,
      storageState: await noor.context().storageState(),
      baseURL: app.url,
    });
    const page = await quiet.newPage();
    await page.goto("/staff/clients?show=all");
    await page.getByRole("link", { name: "Bakkerij Jansen" }).first().click();
    await page
      .getByRole("main")
      .getByRole("link", { name: t(() => m.office_nav_money()), exact: true })
      .click();
    await page.getByLabel(t(() => m.refund_credit_limit())).fill("10");
    await page.getByRole("button", { name: t(() => m.refund_credit_save()) }).click();
    await expectNotice(
      page,
      t(() => m.refund_credit_saved()),
    );

    const petra = await enter("petra");
    await orderByTransfer(petra, t);
    await expect(petra.getByText(t(() => m.refund_invoiced_title()))).toBeVisible();
    await petra.goto("/");
    await expect(
      petra.getByRole("main").getByText(
        t(() => spokenMinutes(left + 600)),
        { exact: true },
      ),
    ).toBeVisible();

    await page.reload();
    await page
      .getByRole("link", { name: /^Bestelling \d+/ })
      .first()
      .click();
    await page
      .locator("summary")
      .filter({ hasText: t(() => m.refund_close_void()) })
      .click();
    await page.getByRole("button", { name: t(() => m.refund_give_up_now()) }).click();
    await expectNotice(
      page,
      t(() => m.refund_closed_void()),
    );
    await expect(page.getByText(t(() => m.billing_state_cancelled())).first()).toBeVisible();

    await toCheckout(petra, t);
    await payBy(petra, "card");
    await expect(petra.getByText(t(() => m.billing_order_paid_title({ hours: 10 })))).toBeVisible();
    await control(app, "dispute", { charge: await lastCharge(app) });
    await app.letterTo(emailOf("noor"), /Bakkerij Jansen/);
    await petra.reload();
    await expect(petra.getByText(t(() => m.refund_held_title()))).toBeVisible();
    await page.goto("/staff/tasks");
    await expect(page.getByText(t(() => m.refund_task_dispute({ amount: euro(gross) })))).toBeVisible();
    await page
      .getByLabel(t(() => m.refund_task_word()))
      .first()
      .fill("Bewijs ingestuurd");
    await page
      .getByRole("button", { name: t(() => m.refund_task_resolve()) })
      .first()
      .click();
    await expectNotice(
      page,
      t(() => m.refund_task_resolved()),
    );
    await quiet.close();
  });
});

async function orderByTransfer(page: Page, t: Say): Promise<void> {
  await toTerms(page, t);
  await page.getByRole("button", { name: t(() => m.refund_pay_by_transfer()) }).click();
  await page.waitForURL(/\/orders\//);
}

async function invoiceOf(page: Page, t: Say): Promise<string> {
  const href = await page.getByRole("link", { name: t(() => m.refund_to_invoice()) }).getAttribute("href");
  return /\/i\/(\w+)/.exec(href ?? "")?.[1] ?? "";
}

/** Waits until the order that the bakery placed last says it. */
async function seen(page: Page, words: string): Promise<void> {
  await expect(async () => {
    await page.goto("/invoices");
    await page.locator('a[href^="/orders/"]').first().click();
    await expect(page.getByText(words)).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 15_000 });
}

async function toStaffOrder(page: Page, t: Say): Promise<string> {
  await page.goto("/staff/clients?show=all");
  await page.getByRole("link", { name: "Bakkerij Jansen" }).first().click();
  await page
    .getByRole("main")
    .getByRole("link", { name: t(() => m.office_nav_money()), exact: true })
    .click();
  await page.locator('a[href^="/staff/orders/"]').first().click();
  await page.waitForURL(/\/staff\/orders\//);
  return new URL(page.url()).pathname;
}

async function inOrder(page: Page, language: Locale): Promise<void> {
  expect(await findings(page, language)).toEqual([]);
}

async function lastCharge(app: TestApp): Promise<string> {
  const response = await fetch(`${app.emulator.url}/v1/charges?limit=1`, {
    headers: { authorization: "Bearer sk_test_emulator" },
  });
  return ((await response.json()) as { data: { id: string }[] }).data[0]?.id ?? "";
}
