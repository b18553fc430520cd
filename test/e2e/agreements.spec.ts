import { m } from "#app/platform/generated/i18n/messages.js";
import { wordsOf } from "#test/emulator/pages/words.ts";

import { expect, expectNotice, test } from "./fixtures.ts";
import { findings } from "./in-order.ts";

test.use({ ownApp: true, language: "de", viewport: { width: 390, height: 844 } });

test("Noor publishes the terms; Eva signs them on her phone while she buys, and gets her hours", async ({
  enter,
  t,
}) => {
  test.slow();
  const noor = await enter("noor");
  await noor.goto("/staff/settings/templates/hour-terms");
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

  const eva = await enter("eva");
  await eva.goto("/buy");
  await eva.getByRole("radio", { name: t(() => m.billing_hours({ hours: 10 })) }).check();
  await eva.getByRole("button", { name: t(() => m.billing_to_terms()) }).click();
  await expect(eva.getByText(t(() => m.agreements_terms_first()))).toBeVisible();
  await eva.getByRole("button", { name: t(() => m.agreements_sign_title()) }).click();
  await expect(
    eva.getByRole("heading", { level: 1, name: t(() => m.agreements_sign_title()) }),
  ).toBeVisible();
  expect(await findings(eva, "de")).toEqual([]);
  await eva.getByRole("button", { name: t(() => m.agreements_pdf_show()) }).click();
  await expect(eva.locator("canvas").first()).toBeVisible();
  await eva.getByRole("button", { name: t(() => m.agreements_pdf_hide()) }).click();
  for (const box of await eva.getByRole("checkbox").all()) await box.check();
  await eva.getByLabel(t(() => m.agreements_typed_name())).fill("Eva Vogel");
  await eva.getByRole("button", { name: t(() => m.agreements_sign_button()), exact: true }).click();

  await expect(eva).toHaveURL(/\/buy\/terms/);
  await expect(eva.getByText(/Für diesen Block gilt/)).toBeVisible();
  await eva.getByRole("checkbox").check();
  await eva.getByRole("button", { name: /€/ }).first().click();
  const words = wordsOf("de");
  await eva.getByRole("radio", { name: words.card, exact: true }).check();
  await eva.getByRole("button", { name: new RegExp(`^${words.pay} `) }).click();
  await expect(eva.getByText(t(() => m.billing_order_paid_title({ hours: 10 })))).toBeVisible();

  await eva.goto("/agreements");
  await eva.getByRole("link", { name: /Bedingungen für das Stundenkontingent/ }).click();
  await expect(eva.getByText(t(() => m.agreements_event_completed())).first()).toBeVisible();
  expect(await findings(eva, "de")).toEqual([]);
});
