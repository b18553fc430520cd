import { test as base, expect, type BrowserContext, type Page, type TestInfo } from "@playwright/test";

import { demoLogins } from "#app/identity/demo-logins.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import type { Locale } from "#app/platform/i18n/locale.ts";
import { startTestApp, type TestApp } from "#test/setup/test-app.ts";

import { say } from "./say.ts";
import { watchPage } from "./watch-page.ts";

/** The first name of a person of the demo. */
export type Who = "petra" | "tom" | "eva" | "joris" | "daan" | "iris" | "noor";

type Fixtures = {
  /** Opens pages of the test app in one language. */
  language: Locale;
  /** A fresh test app for each test, for tests that would disturb each other; else one for all of the worker's tests. */
  ownApp: boolean;
  app: TestApp;
  /** What the product says in the test's language. */
  t: (words: () => string) => string;
  /** A browser of somebody's own, signed in by one request (the form has tests of its own), at the person's first page. */
  enter: (who: Who) => Promise<Page>;
  complaints: (() => string[])[];
};

/** Tests of the whole product; a page that breaks its policy, throws or asks elsewhere fails its test. */
export const test = base.extend<Fixtures, { sharedApp: () => Promise<TestApp> }>({
  sharedApp: [
    async ({}, use) => {
      let app: Promise<TestApp> | undefined;
      await use(() => (app ??= startTestApp()));
      await app?.then((started) => started.stop());
    },
    { scope: "worker" },
  ],
  language: ["nl", { option: true }],
  ownApp: [false, { option: true }],
  app: [
    async ({ sharedApp, ownApp }, use) => {
      const app = ownApp ? await startTestApp() : await sharedApp();
      await use(app);
      if (ownApp) await app.stop();
    },
    { timeout: 180_000 },
  ],
  baseURL: ({ app }, use) => use(app.url),
  t: ({ language }, use) => use((words) => say(language, words)),
  complaints: async ({}, use) => {
    const watches: (() => string[])[] = [];
    await use(watches);
    expect(
      watches.flatMap((watch) => watch()),
      "what the browser complained about",
    ).toEqual([]);
  },
  page: async ({ page, language, app, complaints }, use, testInfo) => {
    await speak(page.context(), app.url, language);
    complaints.push(watchPage(page));
    await use(page);
    await noteScreens(page.context(), testInfo);
  },
  enter: async ({ browser, app, language, complaints }, use, testInfo) => {
    const contexts: BrowserContext[] = [];
    await use(async (who) => {
      const context = await browser.newContext();
      contexts.push(context);
      const answer = await context.request.post("/sign-in", {
        form: { email: emailOf(who), password: demoLogins.password },
        headers: { origin: app.url },
        maxRedirects: 0,
      });
      expect([answer.status(), answer.headers()["location"]], `signing in as ${who}`).toEqual([
        302,
        expect.not.stringContaining("/sign-in"),
      ]);
      // Signing in brings the person's own language along.
      await speak(context, app.url, language);
      const page = await context.newPage();
      complaints.push(watchPage(page));
      await page.goto("/");
      return page;
    });
    for (const context of contexts) await noteScreens(context, testInfo);
    await Promise.all(contexts.map((context) => context.close()));
  },
});

export { expect };

/** Adds to a failure what each page of a browser said when it came. */
async function noteScreens(context: BrowserContext, testInfo: TestInfo): Promise<void> {
  if (testInfo.status === testInfo.expectedStatus) return;
  for (const page of context.pages()) {
    const words = await page.innerText("body", { timeout: 2000 }).catch((error: unknown) => String(error));
    testInfo.errors.push({
      message: `The screen at ${page.url()} said:\n${words.replace(/\s*\n\s*/g, "\n").slice(0, 4000)}`,
    });
  }
}

/** The mail address of a person of the demo. */
export function emailOf(who: Who): string {
  return demoLogins.logins.find(({ email }) => email.startsWith(`${who}@`))?.email ?? "";
}

/** Chooses the language of a browser, as the language buttons of the sign-in page do. */
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
