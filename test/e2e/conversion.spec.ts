import { m } from "#app/platform/generated/i18n/messages.js";

import { emailOf, expect, expectNotice, test } from "./fixtures.ts";
import { findings } from "./in-order.ts";
import { say } from "./say.ts";

test.use({ language: "de", javaScriptEnabled: true, ownApp: true, viewport: { width: 390, height: 844 } });

test("Iris sees why the bakery is ripe, proposes and sends; Petra reads her year, plays with a seat number, asks, chooses and signs", async ({
  enter,
  app,
  t,
}) => {
  test.slow();
  const noor = await enter("noor");
  await noor.goto("/staff/settings/templates/managed");
  await noor.getByRole("button", { name: t(() => m.agreements_template_save()) }).click();
  await expectNotice(
    noor,
    t(() => m.agreements_template_saved()),
  );
  await noor.getByLabel(t(() => m.agreements_template_lawyer())).check();
  await noor.getByRole("button", { name: t(() => m.agreements_template_publish()) }).click();
  await expectNotice(
    noor,
    t(() => m.agreements_template_published()),
  );

  const iris = await enter("iris");
  await iris.goto("/staff/radar");
  await iris.getByRole("link", { name: "Bakkerij Jansen" }).click();
  await expect(iris.getByText(t(() => m.conversion_score_burn()))).toBeVisible();
  expect(await findings(iris, "de")).toEqual([]);
  await iris.getByRole("link", { name: t(() => m.conversion_propose()) }).click();
  await expect(iris.getByLabel(t(() => m.contracts_name()))).toHaveValue(
    say("nl", () => m.conversion_default_name()),
  );
  expect(await findings(iris, "de")).toEqual([]);
  await iris.locator('input[name="v0line0price"]').fill("99,00");
  await iris.getByRole("button", { name: t(() => m.conversion_save_draft()) }).click();
  await expectNotice(
    iris,
    t(() => m.conversion_saved()),
  );
  await expect(iris.getByText(t(() => m.conversion_margin_title()))).toBeVisible();
  expect(await findings(iris, "de")).toEqual([]);
  await iris.getByRole("button", { name: t(() => m.conversion_send()), exact: true }).click();
  await expectNotice(
    iris,
    t(() => m.conversion_done_sent()),
  );
  const letter = await app.letterTo(emailOf("petra"), /(Voorstel|Angebot|Proposal):/);
  expect(letter.text).toContain("/proposals/");

  const petra = await enter("petra");
  await petra.goto("/proposals");
  await petra
    .getByRole("main")
    .getByRole("link", { name: say("nl", () => m.conversion_default_name()) })
    .click();
  const heading = (name: string) => petra.getByRole("heading", { name });
  await expect(
    heading(t(() => m.conversion_year_title())).or(heading(t(() => m.conversion_months_title()))),
  ).toBeVisible();
  expect(await findings(petra, "de")).toEqual([]);
  await petra.getByLabel(t(() => m.conversion_play({ line: "Werkplek" }))).fill("4");
  await petra.getByRole("button", { name: t(() => m.conversion_recount()) }).click();
  await expect(petra).toHaveURL(/seats0=4/);
  await expect(petra.getByText("396,00", { exact: false }).first()).toBeVisible();
  await petra.getByLabel(t(() => m.conversion_ask())).fill("Zählt die Kasse mit?");
  await petra.getByRole("button", { name: t(() => m.conversion_ask_send()) }).click();
  await expectNotice(
    petra,
    t(() => m.conversion_done_asked()),
  );
  await expect(petra).toHaveURL(/seats0=4/);
  await petra.goto(new URL(petra.url()).pathname);
  await petra.getByRole("radio", { name: t(() => m.conversion_pay_mandate()) }).check();
  await petra.getByRole("checkbox").last().check();
  await petra.getByRole("button", { name: t(() => m.conversion_take()) }).click();
  await expect(petra).toHaveURL(/\/agreements\/.+\/sign$/);
  for (const box of await petra.getByRole("checkbox").all()) await box.check();
  await petra.getByLabel(t(() => m.agreements_typed_name())).fill("Petra Jansen");
  await petra.getByRole("button", { name: t(() => m.agreements_sign_button()), exact: true }).click();
  await expect(petra).toHaveURL(/\/proposals\//);
  await expect(petra.getByText(t(() => m.conversion_next_pay_title()))).toBeVisible();
  expect(await findings(petra, "de")).toEqual([]);
  await expect(async () => {
    await petra.goto("/proposals");
    await expect(petra.getByText(t(() => m.conversion_state_signed()))).toBeVisible({ timeout: 1000 });
  }).toPass();
  await petra.goto("/");
  await expect(
    petra
      .getByText(t(() => m.conversion_for_you_method({ name: say("nl", () => m.conversion_default_name()) })))
      .first(),
  ).toBeVisible();
});
