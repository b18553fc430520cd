import { axe } from "./axe.ts";
import { expect, test } from "./fixtures.ts";

for (const language of ["nl", "de", "en"] as const) {
  for (const width of [390, 1280]) {
    test.describe(`${language}, ${width} px`, () => {
      test.use({ language, viewport: { width, height: 844 } });

      test("the sign-in page is in order", async ({ page }) => {
        const response = await page.goto("/sign-in");
        expect(response?.status()).toBe(200);
        await expect(page.locator("html")).toHaveAttribute("lang", language);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
        expect(await axe(page)).toEqual([]);
      });
    });
  }
}
