import type { Locator, Page } from "@playwright/test";

import { totpCode } from "#app/identity/totp.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { startTestApp, type TestApp } from "#test/setup/test-app.ts";

import { payBy, toCheckout } from "./checkout.ts";
import { expect, expectNotice, speak, test as base } from "./fixtures.ts";
import { secretOf } from "./secret-of.ts";

const owner = {
  name: "Noor Visser",
  email: "noor@helder-it.example",
  password: "vier losse paarse tuinstoelen",
};
const buyer = {
  name: "Petra Jansen",
  email: "petra@bakkerij-jansen.example",
  password: "zeven warme stokbroden nu",
};

/** A picture of one pixel. */
const logo = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

const test = base.extend<{ app: TestApp }>({
  app: [
    async ({}, use) => {
      const app = await startTestApp({ seed: false });
      await use(app);
      await app.stop();
    },
    { scope: "test", timeout: 180_000 },
  ],
});

test("from an empty database to a client who has bought hours", async ({ page, app, browser, t }) => {
  test.slow();
  const field = (at: Page, label: string) => at.getByLabel(label, { exact: true });
  const press = (at: Page | Locator, name: string) => at.getByRole("button", { name, exact: true }).click();

  const link = /http:\/\/\S+\/setup\/[\w-]{32}/.exec(await app.log())?.[0] ?? "";
  await page.goto("/setup");
  await expect(page.getByRole("heading", { name: t(() => m.error_not_found_title()) })).toBeVisible();
  await page.goto(link);
  await press(
    page,
    t(() => m.setup_begin_button()),
  );

  await expect(page.getByRole("heading", { name: t(() => m.setup_step_company()) })).toBeVisible();
  await field(
    page,
    t(() => m.desk_field_name()),
  ).fill("Helder IT");
  await field(
    page,
    t(() => m.desk_field_legal_name()),
  ).fill("Helder IT B.V.");
  await page.getByLabel(t(() => m.desk_field_address())).fill("Lindelaan 12\n3571 AB Utrecht");
  await page.getByLabel(t(() => m.desk_field_vat_number())).fill("NL123456782B90");
  await field(
    page,
    t(() => m.desk_field_msp_email()),
  ).fill("info@helder-it.example");
  await page.getByLabel(t(() => m.desk_field_phone())).fill("030 123 45 67");
  await press(
    page,
    t(() => m.setup_next()),
  );

  await expect(page.getByRole("heading", { name: t(() => m.setup_step_owner()) })).toBeVisible();
  await field(
    page,
    t(() => m.identity_name()),
  ).fill(owner.name);
  await field(
    page,
    t(() => m.identity_email()),
  ).fill(owner.email);
  await field(
    page,
    t(() => m.identity_password_new()),
  ).fill(owner.password);
  await press(
    page,
    t(() => m.setup_next()),
  );

  await expect(page.getByRole("heading", { name: t(() => m.setup_step_hours()) })).toBeVisible();
  await press(
    page,
    t(() => m.setup_next()),
  );

  await press(
    page,
    t(() => m.conn_mail_button()),
  );
  await expect(page.getByText(t(() => m.conn_mail_sent({ to: owner.email })))).toBeVisible();
  const tested = await app.letterTo(owner.email);
  expect(tested.replyTo).toContain("info@helder-it.example");
  await press(
    page,
    t(() => m.conn_stripe_button()),
  );
  await expect(page.getByText(t(() => m.conn_stripe_well()))).toBeVisible();
  await page.getByRole("link", { name: t(() => m.setup_continue()), exact: true }).click();
  await expect(page.getByRole("heading", { name: t(() => m.setup_overview_title()) })).toBeVisible();
  await expect(page.getByRole("main").getByText(t(() => m.setup_still()))).toHaveCount(0);
  await press(
    page,
    t(() => m.setup_finish_button()),
  );

  await press(
    page,
    t(() => m.identity_mfa_begin()),
  );
  const secret = secretOf((await page.getByText(/^([A-Z2-7]{4} ?)+$/).textContent()) ?? "");
  await page
    .getByLabel(t(() => m.identity_app_code()))
    .fill(totpCode(secret, Math.floor(Date.now() / 30_000)));
  await press(
    page,
    t(() => m.identity_mfa_complete()),
  );
  await expect(page.getByRole("button", { name: t(() => m.identity_backup_make()) })).toBeVisible();
  await page.goto(link);
  await expect(page.getByRole("heading", { name: t(() => m.error_not_found_title()) })).toBeVisible();

  await page.goto("/staff/settings/brand");
  await page
    .getByLabel(t(() => m.brand_logo_light()))
    .setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: logo });
  await page.getByLabel(t(() => m.brand_colour_light())).fill("#7A1F5C");
  await press(
    page.getByRole("region", { name: t(() => m.brand_look_title()) }),
    t(() => m.desk_save()),
  );
  await expectNotice(
    page,
    t(() => m.brand_saved()),
  );
  await page.getByLabel(t(() => m.brand_sender())).fill("Helder IT Service");
  await page.getByLabel(t(() => m.brand_reply())).fill("hulp@helder-it.example");
  await press(
    page.getByRole("region", { name: t(() => m.brand_contact_title()) }),
    t(() => m.desk_save()),
  );
  await expectNotice(
    page,
    t(() => m.brand_saved()),
  );

  await page.goto("/staff/clients/new");
  await field(
    page,
    t(() => m.desk_field_name()),
  ).fill("Bakkerij Jansen");
  await field(
    page,
    t(() => m.desk_field_legal_name()),
  ).fill("Bakkerij Jansen V.O.F.");
  await page.getByLabel(t(() => m.desk_field_address())).fill("Dorpsstraat 4");
  await page.getByLabel(t(() => m.desk_field_postal_code())).fill("3511 AA");
  await page.getByLabel(t(() => m.desk_field_city())).fill("Utrecht");
  await field(
    page,
    t(() => m.desk_field_billing_email()),
  ).fill("boeken@bakkerij-jansen.example");
  await press(
    page,
    t(() => m.desk_client_create()),
  );
  await expect(page).toHaveURL(/\/people$/);
  await field(
    page,
    t(() => m.identity_name()),
  ).fill(buyer.name);
  await field(
    page,
    t(() => m.identity_email()),
  ).fill(buyer.email);
  await page.getByRole("radio", { name: t(() => m.identity_role_finance()) }).check();
  await press(
    page,
    t(() => m.identity_invite_button()),
  );

  const invitation = await app.letterTo(buyer.email);
  const context = await browser.newContext({ baseURL: app.url });
  await speak(context, app.url, "nl");
  const petra = await context.newPage();
  await petra.goto(/http:\/\/\S+\/invitation\/[\w-]+/.exec(invitation.text)?.[0] ?? "/");
  await field(
    petra,
    t(() => m.identity_password_new()),
  ).fill(buyer.password);
  await press(
    petra,
    t(() => m.identity_invitation_button()),
  );
  await expect(petra).toHaveURL(/\/$/);
  await toCheckout(petra, t);
  await payBy(petra);
  await expect(petra.getByText(t(() => m.billing_order_paid_title({ hours: 10 })))).toBeVisible();
  const bought = await app.letterTo(
    buyer.email,
    new RegExp(t(() => m.billing_letter_bought_subject({ hours: 10 }))),
  );
  expect(bought.replyTo).toContain("hulp@helder-it.example");
  expect(bought.from).toContain("Helder IT Service");
  const logoUrl = /src="(http[^"]+\/brand\/[0-9a-f]{64})"/.exec(bought.html)?.[1] ?? "";
  const shown = await page.request.get(logoUrl);
  expect([shown.status(), shown.headers()["cache-control"]]).toEqual([
    200,
    "public, max-age=31536000, immutable",
  ]);
  expect(await shown.body()).toEqual(logo);
  await expect(petra.getByRole("banner").or(petra.locator("aside")).locator("img").first()).toHaveAttribute(
    "src",
    new URL(logoUrl).pathname,
  );
  expect(bought.text).toMatch(/^Helder IT\n/);
  await context.close();
});
