import { readFile } from "node:fs/promises";

import type { Page } from "@playwright/test";
import pg from "pg";

import { m } from "#app/platform/generated/i18n/messages.js";
import { awkwardClients, buildAwkwardClients } from "#test/builders/awkward-clients.ts";
import type { TestApp } from "#test/setup/test-app.ts";

import { expect, expectNotice, signIn, speak, test } from "./fixtures.ts";
import { widthOnPhone } from "./in-order.ts";
import { say } from "./say.ts";

test.use({ language: "de", viewport: { width: 1280, height: 900 }, ownApp: true });

const names = (page: Page): Promise<string[]> => page.locator("tbody tr th a").allTextContents();

test("a colleague sorts the clients, walks through them by keyboard, keeps the view, and takes orders along; clients of awkward sizes fit on a phone", async ({
  enter,
  app,
  browser,
  t,
}) => {
  test.slow();
  const page = await enter("noor");
  await page.goto("/staff/clients?show=all");
  const head = page.getByRole("columnheader", { name: t(() => m.desk_client()) });
  await head.getByRole("link").click();
  await expect(head).toHaveAttribute("aria-sort", "ascending");
  const sorted = await names(page);
  expect(sorted).toEqual(sorted.toSorted(new Intl.Collator("en").compare));
  await head.getByRole("link").click();
  await expect(head).toHaveAttribute("aria-sort", "descending");
  expect(await names(page)).toEqual(sorted.toReversed());

  await expect(async () => {
    await page.keyboard.press("j");
    await expect(page.getByRole("link", { name: sorted.at(-1) ?? "", exact: true })).toBeFocused({
      timeout: 500,
    });
  }).toPass();

  await page
    .getByText(
      t(() => m.ui_list_columns()),
      { exact: true },
    )
    .click();
  await page.getByRole("checkbox", { name: t(() => m.desk_strip_card()) }).uncheck();
  await page.getByRole("button", { name: t(() => m.ui_list_apply()) }).click();
  await expect(page.getByRole("columnheader", { name: t(() => m.desk_strip_card()) })).toHaveCount(0);
  await expect(head).toHaveAttribute("aria-sort", "descending");

  await page
    .getByText(
      t(() => m.ui_list_views()),
      { exact: true },
    )
    .click();
  await page.getByLabel(t(() => m.ui_view_name())).fill("Von hinten");
  await page.getByRole("checkbox", { name: t(() => m.ui_view_first()) }).check();
  await page.getByRole("button", { name: t(() => m.ui_view_save()) }).click();
  await expectNotice(
    page,
    t(() => m.ui_view_saved({ name: "Von hinten" })),
  );

  await page.goto("/staff/clients");
  await expect(page).toHaveURL(/sort=-client/);
  expect(await names(page)).toEqual(sorted.toReversed());
  await takeOrders(page, t);

  const phone = await browser.newPage({ viewport: { width: 390, height: 844 }, baseURL: app.url });
  await onPhone(phone, app, t);
  await phone.close();
});

/** Opens the pages of clients with much, little and long words: nothing scrolls sideways, the figure is in the first screen, long lists stay short. */
async function onPhone(phone: Page, app: TestApp, t: (words: () => string) => string): Promise<void> {
  const db = new pg.Client({ connectionString: app.databaseUrl });
  await db.connect();
  await buildAwkwardClients(db, "alex@awkward.example").finally(() => db.end());
  await speak(phone.context(), app.url, "de");
  await signIn(phone, "alex@awkward.example", t);
  for (const [kind, name] of Object.entries(awkwardClients)) {
    await phone.goto("/places");
    await phone.getByRole("button", { name }).click();
    await expect(phone).toHaveURL(`${app.url}/`);
    if (kind !== "nothing" && kind !== "busy") {
      const figure = await phone.getByRole("heading", { name: t(m.hours_left), exact: true }).boundingBox();
      expect(figure?.y, `${kind}: the figure is in the first screen`).toBeLessThan(600);
    }
    for (const place of [
      "/",
      "/hours?period=all",
      "/hours?view=ledger",
      "/requests?show=done",
      "/statement",
    ]) {
      if (place !== "/") await phone.goto(place);
      expect(await widthOnPhone(phone), `${kind} ${place}`).toEqual([]);
    }
    if (kind !== "busy") continue;
    for (const [place, rows] of [
      ["/hours?period=all", 50],
      ["/requests?show=done", 25],
    ] as const) {
      await phone.goto(place);
      await expect(phone.locator("tbody tr")).toHaveCount(rows);
      const height = (await phone.getByRole("table").boundingBox())?.height ?? Infinity;
      expect(height, `${place}: px of a page of the list`).toBeLessThan(4000);
    }
  }
}

/** The orders ticked, and no others, become a file for German Excel though the pages are in English. */
async function takeOrders(page: Page, t: (words: () => string) => string): Promise<void> {
  await page.goto("/profile");
  await page.getByLabel(t(() => m.identity_spreadsheet_semicolon())).check();
  await page.getByRole("radio", { name: "English" }).check();
  await page.getByRole("button", { name: t(() => m.identity_save()) }).click();
  await expectNotice(page, say("en", m.identity_profile_saved));

  await page.goto("/staff/orders");
  const boxes = page.locator("tbody").getByRole("checkbox");
  await boxes.first().check();
  await expect(page.getByText(say("en", () => m.ui_selected({ count: "1" })))).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: say("en", m.billing_orders_csv) }).click(),
  ]);
  const lines = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain(`${say("en", m.desk_client)};`);
  expect(lines[1]).toMatch(/;\d+,?\d*;EUR;/);
  expect(await boxes.count()).toBeGreaterThan(1);
}
