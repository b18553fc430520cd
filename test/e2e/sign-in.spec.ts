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
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
        ).toBeLessThanOrEqual(0);
        expect(await axe(page)).toEqual([]);
      });
    });
  }
}

test("a page that is left before it has come is no error; any other refusal that nobody heard is", async ({
  browser,
  app,
}) => {
  const page = await browser.newPage();
  await page.goto(`${app.url}/sign-in`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.name));
  const refuse = (name: string): Promise<void> =>
    page.evaluate((what) => {
      // Whoever asks for the page goes on first: nobody is there to hear.
      setTimeout(() => void Promise.reject(new DOMException("left", what)));
    }, name);
  await refuse("AbortError");
  await refuse("DataError");
  await expect.poll(() => errors).toEqual(["DataError"]);
  await page.close();
});
