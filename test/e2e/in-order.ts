import type { Page } from "@playwright/test";

import type { Locale } from "#app/platform/i18n/locale.ts";

import { axe } from "./axe.ts";

/** What is not in order on a page as it stands: its language, its one main heading, whether all fits on a phone, and what axe finds. */
export async function findings(page: Page, language: Locale): Promise<string[]> {
  const here = `${new URL(page.url()).pathname} (${language})`;
  const lang = await page.locator("html").getAttribute("lang");
  const headings = await page.getByRole("heading", { level: 1 }).count();
  const title = await page.title();
  const found = [
    lang === language ? "" : `html lang is ${lang}`,
    headings === 1 ? "" : `${headings} main headings`,
    title ? "" : "no title",
    ...(await axe(page)),
    ...(await widthOnPhone(page)),
  ];
  return found.filter(Boolean).map((one) => `${here}: ${one}`);
}

/** What of a page is wider than a phone of 390 px. */
export async function widthOnPhone(page: Page): Promise<string[]> {
  const size = page.viewportSize() ?? { width: 390, height: 844 };
  if (size.width !== 390) await page.setViewportSize({ ...size, width: 390 });
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  const sticking = await page
    .locator("main :is(dt, dd, td, th, p, button, h1, h2)")
    .evaluateAll((boxes) =>
      boxes
        .filter(
          (box) =>
            box.clientWidth > 1 &&
            box.scrollWidth > box.clientWidth + 1 &&
            getComputedStyle(box).overflowX === "visible",
        )
        .map((box) => box.textContent),
    );
  if (size.width !== 390) await page.setViewportSize(size);
  return [
    ...(over > 0 ? [`${over} px wider than a phone`] : []),
    ...sticking.map((text) => `sticks out of its box on a phone: ${text}`),
  ];
}
