import { readFile } from "node:fs/promises";

import type { Page } from "@playwright/test";

import { formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

import { axe } from "./axe.ts";
import { expect, expectNotice, test } from "./fixtures.ts";

test.use({ language: "de", ownApp: true });

type Say = (words: () => string) => string;

test("Joris confirms who works there and takes the list along; Iris brings in a messy file, and what Microsoft says", async ({
  enter,
  t,
}) => {
  test.slow();
  const joris = await enter("joris");
  await test.step("confirm, with one who is gone", async () => {
    await joris.setViewportSize({ width: 390, height: 844 });
    await joris.goto("/employees/attest");
    await joris.getByRole("checkbox").first().check();
    expect(await axe(joris)).toEqual([]);
    await joris.getByRole("button", { name: t(() => m.people_attest_confirm()) }).click();
    await expectNotice(
      joris,
      t(() => m.people_attested_requested()),
    );
    await joris.goto("/employees/attest");
    await expect(joris.getByRole("main").getByText(/SHA-256 [0-9a-f]{64}/)).toBeVisible();
    // What was said to be gone is work for the MSP.
    await joris.getByRole("link", { name: t(() => m.people_attest_request()), exact: true }).click();
    await expect(joris).toHaveURL(/\/requests\/[0-9a-f-]{36}$/);
  });

  await test.step("the list as a file", async () => {
    await joris.goto("/employees");
    const [download] = await Promise.all([
      joris.waitForEvent("download"),
      joris.locator('a[href^="/employees/csv"]').first().click(),
    ]);
    const csv = await readFile(await download.path(), "utf8");
    expect(csv.startsWith("\uFEFF")).toBe(true);
    expect(csv.split("\r\n").length).toBeGreaterThan(5);
  });

  const iris = await enter("iris");
  await iris.goto("/staff/clients?show=all");
  await iris.getByRole("link", { name: "Atelier Noord" }).first().click();
  await expect(iris).toHaveURL(/\/staff\/clients\/[0-9a-f-]{36}/);
  const client = new URL(iris.url()).pathname;

  await test.step("a file with a wrong line changes nothing", async () => {
    await iris.goto(`${client}/import?kind=people`);
    await bringIn(iris, t, "Naam;E-mail;In dienst\r\nZoë Ünal;zoe@;01-12-2026\r\n=1+1;;\r\n");
    const alert = iris.getByRole("table", { name: t(() => m.manage_import_errors_caption()) });
    await expect(alert).toContainText("=1+1");
    await expect(alert).toContainText("zoe@");
    expect(await axe(iris)).toEqual([]);
  });

  await test.step("Windows-1252, commas in quotes and an unknown column: checked, brought in, and once", async () => {
    const file = Buffer.from(
      'Naam;Bijnaam;E-mail;In dienst;Afdeling\r\n"Ünal, Zoë";Zo;zoe@atelier-noord.example;01-12-2026;Ontwerp\r\n',
      "latin1",
    );
    await iris.goto(`${client}/import?kind=people`);
    await iris
      .getByLabel(t(() => m.manage_field_file()))
      .setInputFiles({ name: "mensen.csv", mimeType: "text/csv", buffer: file });
    await check(iris, t);
    await expect(iris.getByText("Bijnaam").first()).toBeVisible();
    await iris
      .getByRole("button", { name: t(() => m.people_import_do({ n: 1, count: formatNumber(1) })) })
      .click();
    await expect(iris.getByText("Ünal, Zoë").first()).toBeVisible();
    await iris.goto(`${client}/import?kind=people`);
    await iris
      .getByLabel(t(() => m.manage_field_file()))
      .setInputFiles({ name: "mensen.csv", mimeType: "text/csv", buffer: file });
    await check(iris, t);
    await expect(iris.getByText(t(() => m.people_import_same_title()))).toBeVisible();
  });

  await test.step("one difference with Microsoft is taken over, and is gone", async () => {
    await iris.goto(`${client}/microsoft`);
    const accept = iris.getByRole("button", { name: new RegExp(`^${t(() => m.people_ms_accept())}`) });
    const before = await accept.count();
    expect(before).toBeGreaterThan(0);
    expect(await axe(iris)).toEqual([]);
    await accept.first().click();
    await expectNotice(
      iris,
      t(() => m.people_ms_accepted()),
    );
    await expect(accept).toHaveCount(before - 1);
  });
});

async function bringIn(page: Page, t: Say, text: string): Promise<void> {
  await page.getByLabel(t(() => m.manage_field_text())).fill(text);
  await check(page, t);
}

async function check(page: Page, t: Say): Promise<void> {
  await page.getByRole("button", { name: t(() => m.manage_import_check()) }).click();
}
