import { test as base, expect, type Page } from "@playwright/test";

import { startHouse, type House } from "#test/setup/house.ts";

import { watchPage } from "./watch-page.ts";

type Fixtures = {
  /** Opens pages of the house in one language. */
  language: "nl" | "de" | "en";
};

/** Tests with a house of their worker's own; a page that breaks its policy or throws fails its test. */
export const test = base.extend<Fixtures, { house: House }>({
  house: [
    async ({}, use) => {
      const house = await startHouse({ seed: true });
      await use(house);
      await house.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  language: ["nl", { option: true }],
  baseURL: ({ house }, use) => use(house.url),
  page: async ({ page, language, house }, use) => {
    await page.context().addCookies([{ name: "lang", value: language, url: house.url }]);
    const complaints = watchPage(page);
    await use(page);
    expect(complaints(), "what the browser complained about").toEqual([]);
  },
});

export { expect };

/** Signs somebody of the demo story in, through the form. */
export async function signIn(page: Page, email: string, password = "tegoed-demo-2026"): Promise<void> {
  await page.goto("/sign-in");
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[name="password"]').fill(password);
  await page.locator('form button[type="submit"]').last().click();
  await expect(page).not.toHaveURL(/sign-in/);
}
