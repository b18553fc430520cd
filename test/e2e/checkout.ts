import { expect, type Page } from "@playwright/test";

import { formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { wordsOf } from "#test/emulator/pages/words.ts";
import type { TestApp } from "#test/setup/test-app.ts";

type Say = (words: () => string) => string;

/** What the blocks of the demo cost the bakery, VAT included, in minor units. */
const grossMinor = { 10: 114_950, 20: 205_700, 30: 308_550 } as const;

/** The words of Stripe's page: in the buyer's own language, which in these tests is Dutch. */
export const stripeWords = wordsOf("nl");

/** Chooses a block and agrees to the terms, and stays there. */
export async function toTerms(page: Page, t: Say, hours: keyof typeof grossMinor = 10): Promise<void> {
  await page.goto("/buy");
  await page.getByRole("radio", { name: t(() => m.billing_hours({ hours })) }).check();
  await page.getByRole("button", { name: t(() => m.billing_to_terms()) }).click();
  await page.getByRole("checkbox").check();
}

/** The button that orders and leads to Stripe. */
export function payButton(page: Page, t: Say, hours: keyof typeof grossMinor = 10) {
  return page.getByRole("button", {
    name: t(() => m.billing_pay_now({ amount: formatMoney(grossMinor[hours], "EUR") })),
  });
}

/** Orders a block, up to Stripe's page. */
export async function toCheckout(page: Page, t: Say, hours: keyof typeof grossMinor = 10): Promise<void> {
  await toTerms(page, t, hours);
  await payButton(page, t, hours).click();
  await expect(page.getByRole("heading", { level: 1, name: stripeWords.checkout })).toBeVisible();
}

/** Pays on Stripe's page by one of its ways. */
export async function payBy(page: Page, way: "ideal" | "card" | "sepa_debit" = "ideal"): Promise<void> {
  await page.getByRole("radio", { name: stripeWords[way], exact: true }).check();
  await page.getByRole("button", { name: new RegExp(`^${stripeWords.pay} €`) }).click();
}

/** Tells the offline Stripe what to do: `control(app, "faults", { op, mode, times })`. */
export async function control(app: TestApp, act: string, body: Record<string, unknown>): Promise<void> {
  const { url, controlToken } = app.emulator;
  const response = await fetch(`${url}/_emu/${act}`, {
    method: "POST",
    headers: { "x-emulator-token": controlToken },
    body: JSON.stringify(body),
  });
  expect(response.status, await response.text()).toBe(200);
}

/** Lets the direct debit under way arrive or fail, on the offline Stripe's own page. */
export async function settle(page: Page, app: TestApp, arrives: boolean): Promise<void> {
  await page.goto(`${app.emulator.url}/_emu/`);
  await page
    .getByRole("button", { name: arrives ? "The money arrives" : "The direct debit fails" })
    .first()
    .click();
  await expect(page.getByText("No payment is waiting for its money.")).toBeVisible();
}
