import type { Page } from "@playwright/test";

import { day } from "#app/platform/day.ts";
import { formatDay, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

import { axe } from "./axe.ts";
import { expect, expectNotice, test } from "./fixtures.ts";

type Say = (words: () => string) => string;

const leaver = "Mila Bos";
const licence = "Microsoft 365 Business Premium";
const settings = [
  { language: "nl", width: 390, javaScriptEnabled: false },
  { language: "de", width: 1280, javaScriptEnabled: true },
] as const;

for (const { language, width, javaScriptEnabled } of settings) {
  test.describe(`${language}, ${width} px, ${javaScriptEnabled ? "with" : "without"} scripts`, () => {
    test.use({ language, javaScriptEnabled, ownApp: true, viewport: { width, height: 844 } });

    test("Joris sees in euros what a leaver still has, Iris releases it, and it is gone", async ({
      enter,
      t,
    }) => {
      test.slow();
      const joris = await enter("joris");
      await joris.goto("/employees");
      await expect(oddLine(joris, t)).toBeVisible();
      await joris.goto("/licences");
      await expect(unused(joris, t)).toBeVisible();
      // axe is itself a script.
      if (javaScriptEnabled) expect(await axe(joris)).toEqual([]);

      const iris = await enter("iris");
      await iris.goto("/staff/clients?show=all");
      await iris.getByRole("link", { name: "Atelier Noord" }).first().click();
      await iris.getByRole("link", { name: t(() => m.people_title()), exact: true }).click();
      await iris
        .getByRole("link", {
          name: about(
            t(() => m.people_odd_open()),
            leaver,
          ),
        })
        .first()
        .click();
      await expect(iris.getByRole("heading", { name: leaver })).toBeVisible();
      if (javaScriptEnabled) expect(await axe(iris)).toEqual([]);
      await iris
        .getByRole("button", {
          name: about(
            t(() => m.people_release()),
            licence,
          ),
        })
        .click();
      await expectNotice(
        iris,
        t(() => m.people_saved()),
      );

      await joris.goto("/employees");
      await expect(joris.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(oddLine(joris, t)).toHaveCount(0);
      await joris.goto("/licences");
      await expect(joris.getByRole("heading", { name: licence })).toBeVisible();
      await expect(unused(joris, t)).toHaveCount(0);
    });
  });
}

/** What a button says, and of what, for those who don't see its row. */
function about(words: string, what: string): RegExp {
  return new RegExp(`^${words} ?: ${what}$`);
}

/** What the roster says of the licence that the leaver still has, with its price. */
function oddLine(page: Page, t: Say) {
  // 41 days before the tests' day
  const lastDay = t(() => formatDay(day("2026-10-15")));
  return page
    .getByRole("listitem")
    .filter({ hasText: t(() => m.people_odd_leaver_licence({ name: leaver, what: licence, day: lastDay })) })
    .filter({ hasText: t(() => m.people_a_month({ amount: formatMoney(2160, "EUR") })) });
}

/** What the licences page says of the licences that leavers have. */
function unused(page: Page, t: Say) {
  return page.getByText(t(() => m.people_held_by_leavers({ n: 1, count: "1" })));
}
