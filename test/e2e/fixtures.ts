import { test as base, expect, type BrowserContext, type Page } from "@playwright/test";

import { demoLogins } from "#app/identity/demo-logins.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import type { Locale } from "#app/platform/i18n/locale.ts";
import { startHouse, type House } from "#test/setup/house.ts";

import { say } from "./say.ts";
import { watchPage } from "./watch-page.ts";

/** The first name of somebody in the demo story. */
export type Who = "petra" | "tom" | "eva" | "joris" | "daan" | "iris" | "noor";

type Fixtures = {
  /** Opens pages of the house in one language. */
  language: Locale;
  /** A fresh house for each test, for stories that would disturb each other; else one for all of the worker's tests. */
  ownHouse: boolean;
  house: House;
  /** What the product says in the test's language. */
  t: (words: () => string) => string;
  /** A browser of somebody's own, signed in through the form, with the test's settings. */
  enter: (who: Who) => Promise<Page>;
  complaints: (() => string[])[];
};

/** Tests in a house of the whole product; a page that breaks its policy, throws or asks elsewhere fails its test. */
export const test = base.extend<Fixtures, { sharedHouse: () => Promise<House> }>({
  sharedHouse: [
    async ({}, use) => {
      let house: Promise<House> | undefined;
      await use(() => (house ??= startHouse()));
      await house?.then((started) => started.stop());
    },
    { scope: "worker" },
  ],
  language: ["nl", { option: true }],
  ownHouse: [false, { option: true }],
  house: [
    async ({ sharedHouse, ownHouse }, use) => {
      const house = ownHouse ? await startHouse() : await sharedHouse();
      await use(house);
      if (ownHouse) await house.stop();
    },
    { timeout: 180_000 },
  ],
  baseURL: ({ house }, use) => use(house.url),
  t: ({ language }, use) => use((words) => say(language, words)),
  complaints: async ({}, use) => {
    const watches: (() => string[])[] = [];
    await use(watches);
    expect(
      watches.flatMap((watch) => watch()),
      "what the browser complained about",
    ).toEqual([]);
  },
  page: async ({ page, language, house, complaints }, use) => {
    await speak(page.context(), house.url, language);
    complaints.push(watchPage(page));
    await use(page);
  },
  enter: async ({ browser, house, language, t, complaints }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (who) => {
      const context = await browser.newContext();
      contexts.push(context);
      await speak(context, house.url, language);
      const page = await context.newPage();
      complaints.push(watchPage(page));
      await signIn(page, emailOf(who), t);
      // Signing in brings the person's own language along.
      await speak(context, house.url, language);
      await page.reload();
      return page;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

export { expect };

/** The mail address of somebody in the demo story. */
export function emailOf(who: Who): string {
  return demoLogins.logins.find(({ email }) => email.startsWith(`${who}@`))?.email ?? "";
}

/** Chooses the language of a browser, as the language buttons of the door do. */
export async function speak(context: BrowserContext, url: string, language: Locale): Promise<void> {
  await context.addCookies([{ name: "lang", value: language, url }]);
}

/** Signs somebody in through the form. */
export async function signIn(
  page: Page,
  email: string,
  t: Fixtures["t"],
  password: string = demoLogins.password,
): Promise<void> {
  await page.goto("/sign-in");
  await page
    .getByLabel(
      t(() => m.identity_email()),
      { exact: true },
    )
    .fill(email);
  await page
    .getByLabel(
      t(() => m.identity_password()),
      { exact: true },
    )
    .fill(password);
  await page.getByRole("button", { name: t(() => m.identity_sign_in_button()), exact: true }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

/** Expects words that a redirect brought along: a toast, or without scripts a notice in a noscript (which a browser under test does not draw). */
export async function expectNotice(page: Page, words: string): Promise<void> {
  await expect(
    page.getByRole("status").or(page.locator("noscript")).filter({ hasText: words }).first(),
  ).toBeAttached();
}
