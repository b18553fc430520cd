import type { Page } from "@playwright/test";

import { formatMinutes, spokenMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

import { control, payBy, payButton, settle, stripeWords, toCheckout, toTerms } from "./checkout.ts";
import { emailOf, expect, expectNotice, test } from "./fixtures.ts";

type Say = (words: () => string) => string;

/** What is left at the bakery when the demo begins, in minutes. */
const left = 220;

test.use({ ownApp: true });

test("cancelled: nothing is charged, no hours come, and the block can be ordered again", async ({
  enter,
  t,
}) => {
  const page = await enter("petra");
  await toCheckout(page, t);
  await page.getByRole("link", { name: stripeWords.cancel }).click();
  // Coming back gives nothing up: the order can still be paid until somebody says so.
  await expect(page.getByText(t(() => m.billing_order_came_back_text()))).toBeVisible();
  await expect(page.getByRole("button", { name: t(() => m.billing_order_to_payment()) })).toBeVisible();
  await page.getByRole("button", { name: t(() => m.billing_order_give_up()) }).click();
  await expect(page.getByText(t(() => m.billing_order_cancelled_text()))).toBeVisible();
  await page.getByRole("link", { name: t(() => m.billing_order_again()) }).click();
  await expect(page.getByRole("radio", { name: t(() => m.billing_hours({ hours: 10 })) })).toBeChecked();
  await expectBalance(page, left, t);
});

test("declined, then paid: one block", async ({ enter, t }) => {
  const page = await enter("petra");
  await toCheckout(page, t);
  await page.getByRole("button", { name: stripeWords.decline }).click();
  await expect(page.getByRole("alert")).toHaveText(stripeWords.declined);
  await payBy(page, "card");
  await expect(
    page.getByText(t(() => m.billing_order_paid_text({ balance: formatMinutes(left + 600) }))),
  ).toBeVisible();
  await expectBalance(page, left + 600, t);
});

test("expired: said so, nothing charged", async ({ enter, t }) => {
  const page = await enter("petra");
  await toCheckout(page, t);
  await page.getByRole("button", { name: stripeWords.expire }).click();
  await page.getByRole("link", { name: stripeWords.back }).click();
  await expect(page.getByText(t(() => m.billing_order_expired_title()))).toBeVisible();
  await expect(page.getByRole("link", { name: t(() => m.billing_order_again()) })).toBeVisible();
  await expectBalance(page, left, t);
});

test("direct debit: on its way, then settled; on its way, then failed", async ({ enter, app, t }) => {
  const page = await enter("petra");
  await toCheckout(page, t);
  await payBy(page, "sepa_debit");
  await expect(page.getByText(t(() => m.billing_order_way_title()))).toBeVisible();
  await expectBalance(page, left, t);
  await expect(
    page.getByText(t(() => m.hours_pill_on_its_way({ minutes: formatMinutes(600) }))).first(),
  ).toBeVisible();
  await settle(page, app, true);
  await app.letterTo(emailOf("petra"), new RegExp(t(() => m.billing_letter_bought_subject({ hours: 10 }))));
  await expectBalance(page, left + 600, t);

  await toCheckout(page, t, 20);
  await payBy(page, "sepa_debit");
  await expect(page.getByText(t(() => m.billing_order_way_title()))).toBeVisible();
  const order = page.url();
  await settle(page, app, false);
  await app.letterTo(emailOf("petra"), new RegExp(t(() => m.billing_letter_failed_subject({ hours: 20 }))));
  await page.goto(order);
  await expect(page.getByText(t(() => m.billing_order_failed_title()))).toBeVisible();
  await expectBalance(page, left + 600, t);
});

test("two tabs: the second order closes the first one's payment page", async ({ enter, t }) => {
  const page = await enter("petra");
  const second = await page.context().newPage();
  await toCheckout(page, t);
  await toCheckout(second, t);
  await page.reload();
  await expect(page.getByRole("heading", { name: stripeWords.expired })).toBeVisible();
  await payBy(second, "ideal");
  await expect(second.getByText(t(() => m.billing_order_paid_title({ hours: 10 })))).toBeVisible();
  await page.getByRole("link", { name: stripeWords.back }).click();
  await expect(page.getByText(t(() => m.billing_order_replaced_text()))).toBeVisible();
  await expectBalance(page, left + 600, t);
});

test("a double click on the way to pay is one order, and one on paying is one payment", async ({
  enter,
  t,
}) => {
  const page = await enter("petra");
  await toTerms(page, t);
  await payButton(page, t).dblclick();
  await page.getByRole("button", { name: new RegExp(`^${stripeWords.pay} €`) }).dblclick();
  await expect(page.getByText(t(() => m.billing_order_paid_title({ hours: 10 })))).toBeVisible();
  await expectBalance(page, left + 600, t);
  await page.goto("/invoices");
  await expect(
    page
      .getByRole("table", { name: t(() => m.billing_invoices_title()) })
      .getByRole("row")
      .filter({ hasText: t(() => m.billing_state_paid()) }),
  ).toHaveCount(3);
  await expect(page.getByRole("heading", { name: t(() => m.billing_invoices_open()) })).toBeHidden();
});

test("going back after paying does not buy twice", async ({ enter, t }) => {
  const page = await enter("petra");
  await toCheckout(page, t);
  const checkout = page.url();
  await payBy(page);
  await expect(page.getByText(t(() => m.billing_order_paid_title({ hours: 10 })))).toBeVisible();
  await page.goto(checkout);
  await expect(page.getByRole("heading", { name: stripeWords.complete })).toBeVisible();
  await page.getByRole("link", { name: stripeWords.back }).click();
  await expect(page.getByText(t(() => m.billing_order_paid_title({ hours: 10 })))).toBeVisible();
  await expectBalance(page, left + 600, t);
});

test("back on the terms after paying, agreeing again buys nothing until it is paid again", async ({
  enter,
  t,
}) => {
  const page = await enter("petra");
  await toCheckout(page, t);
  await payBy(page);
  await expect(page.getByText(t(() => m.billing_order_paid_title({ hours: 10 })))).toBeVisible();
  // The browser refuses a step back while it still swaps one site's page for another's.
  await expect(async () => {
    if (!page.url().includes("/buy/terms")) await page.goBack();
    expect(page.url()).toContain("/buy/terms");
  }).toPass();
  await page.getByRole("checkbox").check();
  await payButton(page, t).click();
  await expect(page).not.toHaveURL(/\/buy\/terms/);
  await expectBalance(page, left + 600, t);
});

test("an employee asks, and the manager gets a letter that leads to the block", async ({ enter, app, t }) => {
  const tom = await enter("tom");
  await tom
    .getByRole("link", { name: t(() => m.hours_ask()) })
    .first()
    .click();
  await tom.getByRole("radio", { name: t(() => m.billing_hours({ hours: 20 })) }).check();
  await tom
    .getByLabel(new RegExp(`^${t(() => m.billing_ask_message()).replace("?", "\\?")}`))
    .fill("Voor de nieuwe kassa's.");
  await tom.getByRole("button", { name: t(() => m.billing_ask_send()) }).click();
  await expectNotice(
    tom,
    t(() => m.billing_ask_sent({ names: "Petra Jansen" })),
  );
  const letter = await app.letterTo(emailOf("petra"), /Tom de Wit/);
  expect(letter.text).toContain("Voor de nieuwe kassa's.");
  const petra = await enter("petra");
  await petra.goto(/https?:\/\/\S+\/buy\?block=[\w-]+/.exec(letter.text)?.[0] ?? "/");
  await expect(petra.getByRole("radio", { name: t(() => m.billing_hours({ hours: 20 })) })).toBeChecked();
});

test("Stripe is down: the order is kept and says so; when Stripe is back it is paid", async ({
  enter,
  app,
  t,
}) => {
  const page = await enter("petra");
  await toTerms(page, t);
  await control(app, "faults", { op: "checkout.sessions.create", mode: "drop_before", times: 2 });
  await payButton(page, t).click();
  await expect(page.getByText(t(() => m.billing_order_open_title()))).toBeVisible();
  await expect(page.getByText(t(() => m.billing_order_open_text()))).toBeVisible();
  await page.getByRole("button", { name: t(() => m.billing_order_try_again()) }).click();
  await payBy(page);
  await expect(page.getByText(t(() => m.billing_order_paid_title({ hours: 10 })))).toBeVisible();
  await expectBalance(page, left + 600, t);
});

test("Stripe is silent on the way back: the page says that it still checks, and finds the payment by itself", async ({
  enter,
  app,
  t,
}) => {
  const page = await enter("petra");
  await toCheckout(page, t);
  await control(app, "webhooks", { pause: true });
  await control(app, "faults", { op: "checkout.sessions.retrieve", mode: "500", times: 3 });
  await payBy(page);
  await expect(page.getByText(t(() => m.billing_order_checking_title()))).toBeVisible();
  await expect(page.getByText(t(() => m.billing_order_paid_title({ hours: 10 })))).toBeVisible({
    timeout: 20_000,
  });
  await control(app, "webhooks", { pause: false, release: true });
  await expectBalance(page, left + 600, t);
});

async function expectBalance(page: Page, minutes: number, t: Say): Promise<void> {
  await page.goto("/");
  await expect(
    page.getByRole("main").getByText(
      t(() => spokenMinutes(minutes)),
      { exact: true },
    ),
  ).toBeVisible();
}
