import type { Locator, Page } from "@playwright/test";

import { formatMinutes, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

import { axe } from "./axe.ts";
import { payButton, stripeWords } from "./checkout.ts";
import { emailOf, expect, test } from "./fixtures.ts";

test.use({ viewport: { width: 1280, height: 900 } });

test("signing in and buying a block by keyboard alone", async ({ page, t }) => {
  await page.goto("/sign-in");
  await tabTo(
    page,
    page.getByLabel(
      t(() => m.identity_email()),
      { exact: true },
    ),
  );
  await page.keyboard.type(emailOf("petra"));
  await tabTo(
    page,
    page.getByLabel(
      t(() => m.identity_password()),
      { exact: true },
    ),
  );
  await page.keyboard.type("tegoed-demo-2026");
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("link", { name: t(() => m.hours_buy()), exact: true }));
  await page.keyboard.press("Enter");

  const hours = (count: number): Locator =>
    page.getByRole("radio", { name: t(() => m.billing_hours({ hours: count })) });
  await tabTo(page, hours(10));
  await page.keyboard.press("ArrowDown");
  await expect(hours(20)).toBeChecked();
  await expect(page.getByRole("region", { name: t(() => m.billing_what_you_pay()) })).toContainText(
    t(() => formatMoney(205_700, "EUR")),
  );
  await page.keyboard.press("ArrowUp");
  await tabTo(page, page.getByRole("button", { name: t(() => m.billing_to_terms()) }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("checkbox"));
  await page.keyboard.press("Space");
  await tabTo(page, payButton(page, t));
  await page.keyboard.press("Enter");

  await tabTo(page, page.getByRole("radio", { checked: true }));
  const ideal = page.getByRole("radio", { name: stripeWords.ideal });
  for (let step = 0; step < 4 && !(await ideal.isChecked()); step++) await page.keyboard.press("ArrowDown");
  await tabTo(page, page.getByRole("button", { name: new RegExp(`^${stripeWords.pay} €`) }));
  await page.keyboard.press("Enter");
  await expect(page.getByText(t(() => m.billing_order_paid_title({ hours: 10 })))).toBeVisible();
});

test("logging time by keyboard alone, from anywhere", async ({ enter, t }) => {
  const page = await enter("daan");
  await page.goto("/staff/requests");
  await pressUntil(page, "t", /\/staff\/time\/new/);
  const search = page.getByRole("searchbox", { name: t(() => m.hours_time_request()) });
  await expect(search).toBeFocused();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("printer magazijn");
  await page.keyboard.press("Enter");
  const duration = page.getByLabel(
    t(() => m.hours_time_duration()),
    { exact: true },
  );
  await expect(duration, "one request found is the one, and its form is ready for typing").toBeFocused();

  await tabTo(page, page.getByRole("button", { name: t(() => m.hours_time_save()), exact: true }));
  await page.keyboard.press("Enter");
  await expect(duration).toHaveAccessibleDescription(new RegExp(t(() => m.hours_worked_missing())));
  await expect(duration, "the first wrong field has the focus").toBeFocused();
  await page.keyboard.type("0:40");
  await tabTo(page, page.getByLabel(new RegExp(`^${t(() => m.hours_time_note())}`)));
  await page.keyboard.type("Lade vervangen.");
  await expect(page.getByRole("region", { name: t(() => m.hours_time_preview_title()) })).toContainText(
    t(() => formatMinutes(40)),
  );
  await tabTo(page, page.getByRole("button", { name: t(() => m.hours_time_save()), exact: true }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/staff\/requests\//);
  await expect(page.getByText("Lade vervangen.")).toBeVisible();

  const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await pressUntil(page, "t", new RegExp(`/staff/time/new\\?request=${id}`));
  await expect(duration, "from a request's page the form is that request's").toBeFocused();
});

test("the first stop of the Tab key leads past the menu", async ({ enter, t }) => {
  const page = await enter("petra");
  await page.goto("/hours");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: t(() => m.ui_skip_to_content()) });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.querySelector("main")?.contains(document.activeElement))).toBe(
    true,
  );
});

test("every stop of the Tab key can be seen", async ({ enter }) => {
  const page = await enter("petra");
  for (const place of ["/", "/buy", "/requests/new", "/profile"]) {
    await page.goto(place);
    const unseen: number[] = [];
    for (let stop = 1; stop <= 40; stop++) {
      await page.keyboard.press("Tab");
      // Past the last stop the focus leaves the page.
      if (await page.evaluate(() => document.activeElement === document.body)) break;
      if (!(await focusShows(page))) unseen.push(stop);
    }
    expect(unseen, `stops that don't show on ${place}`).toEqual([]);
  }
});

test("the staff pages' keys, and the way to switch them off", async ({ enter, t }) => {
  const page = await enter("noor");
  await pressUntil(page, "t", /\/staff\/time\/new/);
  await page.goto("/staff/audit");
  await expect(async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("r");
    await expect(page).toHaveURL(/\/staff\/requests$/, { timeout: 500 });
  }).toPass();
  // The address is there a moment before the page is.
  await expect(page.getByRole("heading", { level: 1, name: t(() => m.desk_requests_title()) })).toBeVisible();
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(page.getByRole("searchbox")).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.type("t?");
  await expect(page.getByRole("searchbox"), "typing is only typing").toHaveValue("t?");
  await page.goto("/staff/people");
  await pressUntil(page, "?", /\/staff\/keys/);
  await page.getByRole("button", { name: t(() => m.desk_keys_switch_off()) }).click();
  await expect(page.getByText(t(() => m.desk_keys_off()))).toBeVisible();
  for (const key of ["t", "g", "c", "?"]) await page.keyboard.press(key);
  await page
    .getByRole("link", { name: t(() => m.office_nav_work()), exact: true })
    .first()
    .click();
  await expect(page).toHaveURL(/\/staff\/requests$/);
  await page.goBack();
  await expect(page, "no key led anywhere in between").toHaveURL(/\/staff\/keys/);
  await page.getByRole("button", { name: t(() => m.desk_keys_switch_on()) }).click();
  await pressUntil(page, "t", /\/staff\/time\/new/);
});

test("after a wrong sign-in the focus is where one goes on", async ({ page, t }) => {
  await page.goto("/sign-in");
  await page
    .getByLabel(
      t(() => m.identity_email()),
      { exact: true },
    )
    .fill("petra");
  await page.keyboard.press("Enter");
  const email = page.getByLabel(
    t(() => m.identity_email()),
    { exact: true },
  );
  await expect(email).toHaveAttribute("aria-invalid", "true");
  await expect(email).toBeFocused();
});

test("the search over any page, by keyboard: what it finds, where it leads, where the focus goes", async ({
  enter,
  t,
}) => {
  const page = await enter("noor");
  await page.goto("/staff/clients");
  const field = page.getByRole("combobox", { name: t(() => m.ui_search_what()) });
  const opener = page.getByRole("link", { name: t(() => m.ui_search_field()), exact: true });
  await opener.focus();
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(field).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(field).toHaveCount(0);
  await expect(opener, "closing gives the focus back").toBeFocused();

  await page.keyboard.press("Control+k");
  await page.keyboard.type("vogel");
  await expect(page.getByRole("option", { name: /^Kanzlei Vogel/ }).first()).toHaveAttribute(
    "aria-selected",
    "true",
  );
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/staff\/clients\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { level: 1 }), "the focus is on what was opened").toBeFocused();
});

test("a screen much zoomed in leaves room to read, and forced colours keep the current item", async ({
  enter,
  t,
}) => {
  const page = await enter("petra");
  // 1280 by 1024 at 400 %.
  await page.setViewportSize({ width: 320, height: 256 });
  const bar = page.getByRole("navigation", { name: t(() => m.ui_main_navigation()) });
  expect(await bar.evaluate((element) => getComputedStyle(element).position)).toBe("static");
  await page.setViewportSize({ width: 640, height: 400 });
  expect((await bar.boundingBox())?.height).toBeLessThan(50);

  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ forcedColors: "active" });
  const [current, other] = await Promise.all(
    ["[aria-current=page]", "a:not([aria-current])"].map((which) =>
      bar
        .locator(which)
        .first()
        .evaluate((element) => getComputedStyle(element).backgroundColor),
    ),
  );
  expect(current).not.toBe(other);
  await page.emulateMedia({ forcedColors: "none" });
  for (const place of ["/statement", "/invoices"]) await printsWell(page, place);
  await page.locator("tbody th a").first().click();
  await expect(page).toHaveURL(/\/orders\//);
  await printsWell(page, page.url());
});

test("staff's pages fit where they are much zoomed in, and a contract prints without the menu", async ({
  enter,
}) => {
  const page = await enter("noor");
  await page.setViewportSize({ width: 320, height: 256 });
  const wide: string[] = [];
  for (const place of zoomedPlaces) {
    await page.goto(place);
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (over > 0) wide.push(`${place}: ${over} px`);
  }
  expect(wide).toEqual([]);

  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto("/staff/clients?show=all&q=Atelier");
  await page.locator("tbody th a").first().click();
  await expect(page).toHaveURL(/\/staff\/clients\//);
  await printsWell(page, `${new URL(page.url()).pathname}/contract`);
});

/** Pages of staff of each kind: dense lists, figures, forms. */
const zoomedPlaces = [
  "/staff/todo",
  "/staff/clients",
  "/staff/requests",
  "/staff/margin",
  "/staff/revenue",
  "/staff/bookkeeping",
  "/staff/settings",
  "/staff/settings/brand",
  "/staff/time/new",
];

/** Whether a page as it is printed leaves out the menus, says whose it is, and repeats the heads of its tables. */
async function printsWell(page: Page, place: string): Promise<void> {
  await page.goto(place);
  await page.emulateMedia({ media: "print" });
  for (const menu of await page.getByRole("navigation").all()) await expect(menu).toBeHidden();
  await expect(page.locator(".print-head")).toBeVisible();
  for (const head of await page.locator("main table thead").all())
    expect(await head.evaluate((element) => getComputedStyle(element).display)).toBe("table-header-group");
  await page.emulateMedia({ media: "screen" });
}

test("the pages of a document by keyboard: by whole pages, larger and smaller", async ({ enter, t }) => {
  const page = await enter("noor");
  await page.goto("/staff/settings/templates/managed");
  await tabTo(page, page.getByRole("button", { name: t(() => m.agreements_preview_show()) }));
  await page.keyboard.press("Enter");
  await page.getByLabel(t(() => m.agreements_preview_as())).selectOption("pdf");
  const pages = page.getByRole("region", { name: t(() => m.agreements_pdf()), exact: true });
  await tabTo(page, pages);
  const inSight = pages.getByRole("status").first();
  const pageOf = (number: string) => new RegExp(t(() => m.ui_page_of({ page: number, pages: "\\d+" })));
  await expect(inSight).toHaveText(pageOf("1"));
  await page.keyboard.press("PageDown");
  await expect(inSight).toHaveText(pageOf("2"));
  await page.keyboard.press("PageUp");
  await expect(inSight).toHaveText(pageOf("1"));
  const smaller = pages.getByRole("button", { name: t(() => m.agreements_zoom_out()) });
  await expect(smaller).toBeDisabled();
  await page.keyboard.press("+");
  await expect(smaller).toBeEnabled();
  await page.keyboard.press("-");
  await expect(smaller).toBeDisabled();
});

/** Presses Tab until something has the focus, which must then show. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stop = 0; stop < 90; stop++) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement))
      return expect(await focusShows(page), `the focus on ${target.toString()} shows`).toBe(true);
  }
  throw new Error(`Tab does not lead to ${target.toString()}`);
}

/** Whether what has the focus, or the card or box around it, has an outline. */
function focusShows(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const outlined = (element: Element | null | undefined): boolean =>
      Boolean(element) && getComputedStyle(element as Element).outlineStyle !== "none";
    const active = document.activeElement;
    return (
      active !== document.body &&
      (outlined(active) || outlined(active?.closest("label")) || outlined(active?.parentElement))
    );
  });
}

/** Presses a key until it leads somewhere: a page listens as soon as its scripts have come. */
async function pressUntil(page: Page, key: string, address: RegExp): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key);
    await expect(page).toHaveURL(address, { timeout: 500 });
  }).toPass();
}
