import { readFile } from "node:fs/promises";

import type { Page } from "@playwright/test";

import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { addMonths, startOfMonth, type Day } from "#app/platform/day.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { dayIn } from "#app/platform/zone.server.ts";
import { shortHash, shownReference } from "#app/hours/statement/words.ts";
import { testNow } from "#test/setup/clock.ts";
import { pdfText } from "#test/setup/pdf-text.ts";

import { expect, expectNotice, test } from "./fixtures.ts";
import { findings } from "./in-order.ts";

type Say = (words: () => string) => string;

const settings = [
  { language: "nl", width: 390, javaScriptEnabled: false },
  { language: "de", width: 390, javaScriptEnabled: true },
] as const;

const lastMonth = (): Day => addMonths(startOfMonth(dayIn("Europe/Amsterdam", testNow())), -1);

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

    test("Petra reads last month's statement, keeps it, and anybody with the paper can check it", async ({
      enter,
      page: visitor,
      t,
    }) => {
      test.slow();
      const page = await enter("petra");
      await page.goto("/hours");
      await page.getByRole("link", { name: t(() => m.statement_tab()), exact: true }).click();
      await expect(page.getByRole("heading", { level: 1, name: t(() => m.statement_title()) })).toBeVisible();
      await page.getByRole("link", { name: t(() => m.statement_last_month()), exact: true }).click();
      await expect(
        page.getByRole("heading", { level: 2, name: t(() => formatDay(lastMonth(), "month")) }),
      ).toBeVisible();
      const closing = await closingOf(page, t);
      if (javaScriptEnabled) expect(await findings(page, language)).toEqual([]);

      const csv = await download(
        page,
        t(() => m.statement_csv()),
      );
      expect(csv.name).toMatch(/\.csv$/);
      expect(csv.content.subarray(0, 3).toString("hex")).toBe("efbbbf");
      const pdf = await download(
        page,
        t(() => m.statement_pdf()),
      );
      const text = pdfText(pdf.content).join("").replaceAll(/\s/g, "");
      expect(text).toContain(`${t(() => m.statement_closing())}${closing}`.replaceAll(/\s/g, ""));

      await check(visitor, text, closing, t);
    });

    test("from the beginning to a day of one's own; the letter is turned off and on again", async ({
      enter,
      t,
    }) => {
      const page = await enter("petra");
      await page.goto("/statement");
      await page.getByRole("link", { name: t(() => m.statement_since_begin()), exact: true }).click();
      await expect(page.getByRole("definition").last()).toHaveText(t(() => formatMinutes(220)));
      await page.getByLabel(t(() => m.statement_as_of_label())).fill("2020-01-01");
      await page.getByRole("button", { name: t(() => m.statement_as_of_show()) }).click();
      await expect(page.getByText(t(() => m.statement_none()))).toBeVisible();
      await page.getByRole("button", { name: t(() => m.statement_monthly_turn_off()) }).click();
      await expectNotice(
        page,
        t(() => m.statement_monthly_is_off()),
      );
      await page.getByRole("button", { name: t(() => m.statement_monthly_turn_on()) }).click();
      await expect(page.getByRole("button", { name: t(() => m.statement_monthly_turn_off()) })).toBeVisible();
    });
  });
}

test("Tom is told whose the statement is; Noor does the bookkeeping and reads a client's statement from there", async ({
  enter,
  t,
}) => {
  const tom = await enter("tom");
  await tom.goto("/statement");
  await expect(tom.getByText(t(() => m.statement_not_yours_title()))).toBeVisible();
  expect((await tom.request.get("/statement/pdf")).status()).toBe(404);
  const noor = await enter("noor");
  await noor.goto("/staff/bookkeeping");
  await noor.getByRole("link", { name: t(() => formatDay(lastMonth(), "month")) }).click();
  await noor.getByRole("link", { name: "Bakkerij Jansen" }).click();
  await expect(
    noor.getByRole("heading", { level: 2, name: t(() => formatDay(lastMonth(), "month")) }),
  ).toBeVisible();
  expect(await findings(noor, "nl")).toEqual([]);
});

async function closingOf(page: Page, t: Say): Promise<string> {
  const row = page
    .getByRole("region", { name: t(() => m.statement_sums_title()) })
    .locator("dl > div")
    .filter({ hasText: t(() => m.statement_closing()) });
  return row.getByRole("definition").innerText();
}

async function download(page: Page, name: string): Promise<{ name: string; content: Buffer }> {
  const started = page.waitForEvent("download");
  await page.getByRole("link", { name }).click();
  const file = await started;
  return { name: file.suggestedFilename(), content: await readFile(await file.path()) };
}

/** Types what is printed on the paper; then something else. */
async function check(page: Page, paper: string, closing: string, t: Say): Promise<void> {
  const words = (say: () => string): string => t(say).replaceAll(/\s/g, "");
  const reference =
    new RegExp(`${words(() => m.statement_reference())}([0-9A-Z]{5}-[0-9A-Z]{5})`).exec(paper)?.[1] ?? "";
  const code = new RegExp(`${words(() => m.statement_code())}([0-9a-f]{16})`).exec(paper)?.[1] ?? "";
  expect([shownReference(reference.replace("-", "")), shortHash(code).length]).toEqual([reference, 19]);
  await page.goto("/check-statement");
  await page.getByLabel(t(() => m.statement_reference())).fill(reference.toLowerCase());
  await page.getByLabel(t(() => m.statement_code())).fill(shortHash(code));
  await page.getByRole("button", { name: t(() => m.statement_check_button()) }).click();
  await expect(page.getByText(t(() => m.statement_check_yes_title()))).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: closing })).toBeVisible();
  await page.getByLabel(t(() => m.statement_code())).fill("0000 0000 0000 0000");
  await page.getByRole("button", { name: t(() => m.statement_check_button()) }).click();
  await expect(page.getByText(t(() => m.statement_check_no_title()))).toBeVisible();
}
