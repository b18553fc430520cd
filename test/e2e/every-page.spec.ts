import type { Page } from "@playwright/test";

import { m } from "#app/platform/generated/i18n/messages.js";
import { locales } from "#app/platform/i18n/locale.ts";
import type { TestApp } from "#test/setup/test-app.ts";

import { axe, byLook } from "./axe.ts";
import { control, payBy, payButton, settle, stripeWords, toCheckout, toTerms } from "./checkout.ts";
import { emailOf, expect, speak, test, type Who } from "./fixtures.ts";
import { findings, widthOnPhone } from "./in-order.ts";
import { furtherPlaces, placesOf } from "./places.ts";

type Say = (words: () => string) => string;

/** How each page is seen: once in each theme, the languages in turn. Whether it fits on a phone is asked each time. */
const views = [
  { name: "390 px, light", width: 390, dark: false },
  { name: "1280 px, dark", width: 1280, dark: true },
] as const;

test.use({ reducedMotion: "reduce" });
test.describe.configure({ mode: "parallel" });

// Between them they can open every page of the product. Each is loaded once, on a phone in the light theme; every second one turns dark and wide
// as it stands (the contrast of the themes' colours is a unit test).
for (const who of ["petra", "noor"] as const) {
  test(`every page of ${who} is in order, in both themes`, async ({ enter, app }) => {
    test.setTimeout(480_000);
    const page = await enter(who);
    const found: string[] = [];
    for (const [at, place] of (await placesOf(who, page)).entries()) {
      found.push(...(await lookBy(page, app, place, 0, at)));
      if (at % 2 === 0) found.push(...(await darkAndWide(page)));
    }
    await page.setViewportSize({ width: views[0].width, height: 844 });
    for (const place of await furtherPlaces(who, page)) {
      await page.goto(place);
      const headings = await page.getByRole("heading", { level: 1 }).count();
      const wrong = [...(headings === 1 ? [] : [`${headings} main headings`]), ...(await widthOnPhone(page))];
      found.push(...wrong.map((one) => `${place}: ${one}`));
    }
    expect(found).toEqual([]);
  });
}

for (const [turn, view] of views.entries()) {
  test(`the pages before signing in are in order: ${view.name}`, async ({ page, enter, app, t }) => {
    test.setTimeout(120_000);
    const links = [
      await linkToReset(page, app, t, (["tom", "joris", "eva"] as const)[turn] ?? "tom"),
      await linkOfInvitation(await enter("petra"), app, t, `sanne-${turn}@bakkerij-jansen.example`),
    ];
    const found: string[] = [];
    for (const [at, place] of [
      "/sign-in",
      "/forgot",
      "/forgot?sent",
      ...links,
      "/reset/old-link",
      "/invitation/old-link",
      "/nowhere",
      "/dev/mail",
    ].entries())
      found.push(...(await lookBy(page, app, place, turn, at)));
    expect(found).toEqual([]);
  });
}

// The same pages in other states: an employee's, below zero, a managed contract. Each once, the looks going round.
for (const [turn, who] of (["tom", "eva", "joris"] as const).entries()) {
  test(`every page of ${who} is in order`, async ({ enter, app }) => {
    await lookAtAll(await enter(who), app, who, (at) => (at + turn) % views.length);
  });
}

async function lookAtAll(page: Page, app: TestApp, who: Who, turnOf: (at: number) => number): Promise<void> {
  test.setTimeout(240_000);
  const found: string[] = [];
  for (const [at, place] of (await placesOf(who, page)).entries())
    found.push(...(await lookBy(page, app, place, turnOf(at), at)));
  expect(found).toEqual([]);
}

/** What of the page as it stands is not in order at 1280 px in the dark theme: what a theme and a width can change. */
async function darkAndWide(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 1280, height: 844 });
  // Two frames: the new theme is drawn.
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  return (await axe(page, byLook)).map((one) => `${new URL(page.url()).pathname}, dark, 1280 px: ${one}`);
}

async function lookBy(page: Page, app: TestApp, place: string, turn: number, at: number): Promise<string[]> {
  const { width, dark } = views[turn] ?? views[0];
  if (page.viewportSize()?.width !== width) await page.setViewportSize({ width, height: 844 });
  return look(page, app, place, at + turn, dark);
}

test("every state of an order is in order, in both themes", async ({ enter, app, t }) => {
  test.setTimeout(240_000);
  const page = await enter("petra");
  const found: string[] = [];
  for (const [at, bring] of Object.values(orderStates).entries()) {
    await speak(page.context(), app.url, "nl");
    await page.reload();
    await bring(page, app, t);
    for (const turn of views.keys())
      found.push(...(await look(page, app, page.url(), at + turn, turn === 1)));
  }
  found.push(
    ...(await look(page, app, "/buy", 0)),
    ...(await look(page, app, "/invoices", 1)),
    ...(await look(page, app, "/", 2)),
  );
  expect(found).toEqual([]);
});

/** Brings an order of Petra's into each of its states and leaves the browser on its page. */
const orderStates: Record<string, (page: Page, app: TestApp, t: Say) => Promise<void>> = {
  cancelled: async (page, _app, t) => {
    await toCheckout(page, t);
    await page.getByRole("link", { name: stripeWords.cancel }).click();
    await page.getByRole("button", { name: t(() => m.billing_order_give_up()) }).click();
    await expect(page.getByText(t(() => m.billing_order_cancelled_text()))).toBeVisible();
  },
  expired: async (page, _app, t) => {
    await toCheckout(page, t);
    await page.getByRole("button", { name: stripeWords.expire }).click();
    const back = page.getByRole("link", { name: stripeWords.back });
    await back.click();
    await expect(page.getByText(t(() => m.billing_order_expired_title()))).toBeVisible();
  },
  paid: async (page, _app, t) => {
    await toCheckout(page, t);
    await payBy(page, "card");
    await expect(page.getByText(t(() => m.billing_order_paid_title({ hours: 10 })))).toBeVisible();
  },
  processing: async (page, _app, t) => {
    await toCheckout(page, t, 20);
    await payBy(page, "sepa_debit");
    await expect(page.getByText(t(() => m.billing_order_way_title()))).toBeVisible();
  },
  failed: async (page, app, t) => {
    const order = page.url();
    await settle(page, app, false);
    await page.goto(order);
    await expect(page.getByText(t(() => m.billing_order_failed_title()))).toBeVisible();
  },
  open: async (page, app, t) => {
    await control(app, "faults", { op: "checkout.sessions.create", mode: "500", times: 2 });
    await toTerms(page, t, 30);
    await payButton(page, t, 30).click();
    await expect(page.getByText(t(() => m.billing_order_open_title()))).toBeVisible();
  },
  checkout: async (page, _app, t) => {
    await page.getByRole("button", { name: t(() => m.billing_order_try_again()) }).click();
    await expect(page.getByRole("heading", { level: 1, name: stripeWords.checkout })).toBeVisible();
    await page.goto("/buy");
    await page
      .getByRole("link", { name: t(() => m.billing_see_order()) })
      .first()
      .click();
    await expect(page.getByText(t(() => m.billing_order_checkout_text()))).toBeVisible();
  },
};

async function look(
  page: Page,
  app: TestApp,
  place: string,
  turn: number,
  dark?: boolean,
): Promise<string[]> {
  const language = locales[turn % locales.length] ?? "nl";
  return test.step(`${language} ${place}`, async () => {
    await speak(page.context(), app.url, language);
    if (dark !== undefined) await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
    await page.goto(place);
    return findings(page, language);
  });
}

async function linkToReset(page: Page, app: TestApp, t: Say, who: Who): Promise<string> {
  await page.goto("/forgot");
  await page
    .getByLabel(
      t(() => m.identity_email()),
      { exact: true },
    )
    .fill(emailOf(who));
  await page.getByRole("button", { name: t(() => m.identity_forgot_button()) }).click();
  const letter = await app.letterTo(emailOf(who));
  return /https?:\/\/\S+\/reset\/[\w-]+/.exec(letter.text)?.[0] ?? "no link in the letter";
}

async function linkOfInvitation(petra: Page, app: TestApp, t: Say, address: string): Promise<string> {
  await petra.goto("/people");
  await petra
    .getByLabel(
      t(() => m.identity_name()),
      { exact: true },
    )
    .fill("Sanne de Boer");
  await petra
    .getByLabel(
      t(() => m.identity_email()),
      { exact: true },
    )
    .fill(address);
  await petra.getByRole("button", { name: t(() => m.identity_invite_button()) }).click();
  const letter = await app.letterTo(address);
  return /https?:\/\/\S+\/invitation\/[\w-]+/.exec(letter.text)?.[0] ?? "no link in the letter";
}
