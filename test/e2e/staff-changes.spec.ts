import type { Page } from "@playwright/test";

import { m } from "#app/platform/generated/i18n/messages.js";

import { axe } from "./axe.ts";
import { expect, test } from "./fixtures.ts";

test.use({ language: "nl", ownApp: true });

type Say = (words: () => string) => string;
const today = "2026-11-25";

test("a new employee without a free licence is priced, approved and done; a refusal is asked again; a leaver is out at once", async ({
  enter,
  t,
}) => {
  test.slow();
  const joris = await enter("joris");
  const iris = await enter("iris");
  const daan = await enter("daan");

  await test.step("a new employee who needs a licence that none is free of", async () => {
    await joris.goto("/licences");
    const before = await joris.getByRole("main").innerText();
    await openItem(joris, /^Nieuwe medewerker/);
    await joris.locator('[name="a_name"]').fill("Wouter Zandstra");
    await joris.locator('[name="a_startsOn"]').fill(today);
    await joris.locator('[name="a_seatType"]').first().check();
    await joris.getByRole("checkbox", { name: /Creative/ }).check();
    await joris.getByRole("button", { name: t(() => m.change_form_next()) }).click();
    // The price says what the seat and the licence cost more.
    await expect(joris.getByText(t(() => m.change_price_monthly())).first()).toBeVisible();
    await expect(joris.getByRole("main")).toContainText(/€\s?\d+,\d\d/);
    expect(await axe(joris)).toEqual([]);
    await joris.getByRole("button", { name: t(() => m.desk_request_send()) }).click();
    await expect(joris.getByText(t(() => m.desk_state_awaiting_approval())).first()).toBeVisible();
    const number = new URL(joris.url()).pathname.split("/").at(-1) ?? "";

    await iris.goto(`/staff/requests/${number}`);
    await iris.getByRole("button", { name: t(() => m.change_approve()) }).click();
    await expect(iris.getByRole("button", { name: t(() => m.change_approve()) })).toHaveCount(0);
    await complete(daan, number, t);

    await joris.goto("/employees");
    await expect(joris.getByText("Wouter Zandstra").first()).toBeVisible();
    await joris.goto("/licences");
    await expect(joris.getByRole("main")).toContainText("Wouter Zandstra");
    expect(await joris.getByRole("main").innerText()).not.toBe(before);
  });

  const petra = await enter("petra");
  const tom = await enter("tom");
  await test.step("refused with a reason, asked again with the answers kept", async () => {
    await openItem(tom, /^Gedeeld postvak/);
    await tom.locator('[name="a_kind"]').first().check();
    await tom.locator('[name="a_address"]').fill("winkel@bakkerij-jansen.example");
    await tom.locator('[name="a_members"]').fill("Tom");
    await tom.getByRole("button", { name: t(() => m.change_form_next()) }).click();
    await tom.getByRole("button", { name: t(() => m.desk_request_send()) }).click();
    await expect(tom.getByText(t(() => m.desk_state_awaiting_approval())).first()).toBeVisible();

    await petra.goto(new URL(tom.url()).pathname);
    // A refusal needs a reason.
    await petra.getByRole("button", { name: t(() => m.change_refuse()), exact: true }).click();
    await expect(petra.getByText(t(() => m.change_refused_reason_missing())).first()).toBeVisible();
    await petra.getByLabel(t(() => m.change_reason())).fill("Zet Ilse er ook bij.");
    await petra.getByRole("button", { name: t(() => m.change_refuse()), exact: true }).click();
    await expect(petra.getByText("Zet Ilse er ook bij.").first()).toBeVisible();

    await tom.reload();
    await expect(tom.getByText("Zet Ilse er ook bij.").first()).toBeVisible();
    await tom.getByRole("link", { name: t(() => m.change_ask_again()) }).click();
    await expect(tom.locator('[name="a_address"]')).toHaveValue("winkel@bakkerij-jansen.example");
    await tom.locator('[name="a_members"]').fill("Tom en Ilse");
    await tom.getByRole("button", { name: t(() => m.change_form_next()) }).click();
    await tom.getByRole("button", { name: t(() => m.desk_request_send()) }).click();
    await expect(tom.getByText(t(() => m.desk_state_awaiting_approval())).first()).toBeVisible();
    await petra.goto(new URL(tom.url()).pathname);
    await expect(petra.getByText("Tom en Ilse").first()).toBeVisible();
    await petra.getByRole("button", { name: t(() => m.change_approve()) }).click();
    await expect(petra.getByRole("button", { name: t(() => m.change_approve()) })).toHaveCount(0);
  });

  await test.step("a leaver: seat, licence, rights and access end, in a session that is open too", async () => {
    await openItem(petra, /^Medewerker vertrekt/);
    const person = petra.locator('[name="a_person"]');
    const who = await person.locator("option", { hasText: "Tom de Wit" }).getAttribute("value");
    await person.selectOption(who);
    await petra.locator('[name="a_lastDay"]').fill(today);
    await petra.locator('[name="a_time"]').fill("08:00");
    await petra.locator('[name="a_mail"][value="keep"]').check();
    await petra.getByRole("button", { name: t(() => m.change_form_next()) }).click();
    await petra.getByRole("button", { name: t(() => m.desk_request_send()) }).click();
    await expect(petra.getByText(t(() => m.desk_state_awaiting_approval())).first()).toBeVisible();
    const number = new URL(petra.url()).pathname.split("/").at(-1) ?? "";
    await iris.goto(`/staff/requests/${number}`);
    await iris.getByRole("button", { name: t(() => m.change_approve()) }).click();
    await expect(iris.getByRole("button", { name: t(() => m.change_approve()) })).toHaveCount(0);
    await complete(daan, number, t);
    await tom.goto("/requests");
    await expect(tom).toHaveURL(/sign-in/);
    // What they had was theirs until the end of the day.
    for (const page of ["/licences", "/access"]) {
      await petra.goto(page);
      await expect(petra.getByRole("main")).toContainText(/Tom de Wit.*25 nov(ember)? 2026/);
    }
    await petra.goto("/people");
    await expect(petra.getByRole("main")).not.toContainText("tom@bakkerij-jansen.example");
  });
});

async function openItem(page: Page, name: RegExp): Promise<void> {
  await page.goto("/requests/new");
  await page.getByRole("link", { name }).click();
}

/** Takes a request, ticks each line of its checklist, and completes it. */
async function complete(page: Page, id: string, t: Say): Promise<void> {
  await page.goto(`/staff/requests/${id}`);
  await page.getByRole("button", { name: t(() => m.desk_step_take()) }).click();
  const tick = page.getByRole("button", { name: new RegExp(`^${t(() => m.change_line_tick())}`) });
  for (let left = await tick.count(); left > 0; left--) {
    await tick.first().click();
    await expect(tick).toHaveCount(left - 1);
  }
  await page.getByRole("button", { name: t(() => m.change_complete()) }).click();
  await expect(page.getByText(t(() => m.change_effect_done()))).toBeVisible();
}
