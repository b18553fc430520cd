import { m } from "#app/platform/generated/i18n/messages.js";

import { axe } from "./axe.ts";
import { expect, test } from "./fixtures.ts";

test.use({ language: "de", ownApp: true, viewport: { width: 390, height: 844 } });

test("Tom asks for access from the catalogue, Petra approves on her phone, Daan completes it, the register shows it", async ({
  enter,
  t,
}) => {
  test.slow();
  const tom = await enter("tom");
  await tom.goto("/requests/new");
  await tom.getByRole("link", { name: /^Zugriff anfragen/ }).click();
  await tom.getByRole("radio", { name: "Recepten (Ordner)" }).check();
  await tom.getByRole("radio", { name: "Nur lesen" }).check();
  expect(await axe(tom)).toEqual([]);
  await tom.getByRole("button", { name: t(() => m.change_form_next()) }).click();
  await expect(tom.getByText(t(() => m.change_price_none()))).toBeVisible();
  await expect(tom.getByText("Petra Jansen")).toBeVisible();
  await tom.getByRole("button", { name: t(() => m.desk_request_send()) }).click();
  await expect(tom.getByText(t(() => m.desk_state_awaiting_approval())).first()).toBeVisible();

  const petra = await enter("petra");
  await petra.goto("/");
  await petra.getByRole("link", { name: new RegExp(`^${t(() => m.change_for_you_button())}`) }).click();
  await expect(petra.getByText("Recepten (Ordner)").first()).toBeVisible();
  expect(await axe(petra)).toEqual([]);
  await petra.getByRole("button", { name: t(() => m.change_approve()) }).click();
  await expect(
    petra.getByText(t(() => m.desk_state_approved_waits({ msp: "Helder IT" }))).first(),
  ).toBeVisible();

  const daan = await enter("daan");
  await daan.goto("/staff/requests?show=new");
  await daan.getByRole("link", { name: /^Zugriff anfragen/ }).click();
  await daan.waitForURL(/\/staff\/requests\/[0-9a-f-]{36}$/);
  await daan.getByRole("button", { name: t(() => m.desk_step_take()) }).click();
  const tick = daan.getByRole("button", { name: new RegExp(`^${t(() => m.change_line_tick())}`) });
  const line = daan.locator("[data-focus-group]").first();
  await line.getByRole("textbox").press("Enter");
  await expect(line.getByRole("button", { name: t(() => m.change_line_reopen()) })).toBeFocused();
  for (let left = await tick.count(); left > 0; left--) {
    await tick.first().click();
    await expect(tick).toHaveCount(left - 1);
  }
  expect(await axe(daan)).toEqual([]);
  await daan.getByRole("button", { name: t(() => m.change_complete()) }).click();
  await expect(daan.getByText(t(() => m.change_effect_done()))).toBeVisible();

  await petra.goto("/access");
  await expect(petra.getByText("Tom de Wit").first()).toBeVisible();
});
