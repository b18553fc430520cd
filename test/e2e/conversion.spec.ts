import pg from "pg";
import type { Page } from "@playwright/test";

import { m } from "#app/platform/generated/i18n/messages.js";
import { wordsOf } from "#test/emulator/pages/words.ts";
import type { TestApp } from "#test/setup/test-app.ts";

import { emailOf, expect, expectNotice, test } from "./fixtures.ts";
import { findings } from "./in-order.ts";
import { say } from "./say.ts";

type Say = (words: () => string) => string;

/** The client's own words, whatever language its pages are read in. */
const proposalName = say("nl", () => m.conversion_default_name());

for (const language of ["nl", "de", "en"] as const) {
  // One language goes on to the first invoice; what is signed is the same in all.
  const isWhole = language === "de";
  test.describe(language, () => {
    test.use({ language, javaScriptEnabled: true, ownApp: true, viewport: { width: 390, height: 844 } });

    test(`Iris proposes; Petra reads her year, changes a seat number, chooses and signs${isWhole ? "; it starts, and she reads its first invoice" : ""}`, async ({
      enter,
      app,
      t,
    }) => {
      test.slow();
      const inOrder = async (page: Page): Promise<void> => {
        if (isWhole) expect(await findings(page, language)).toEqual([]);
      };
      await publishTemplate(await enter("noor"), t);
      await propose(await enter("iris"), t, inOrder);
      const letter = await app.letterTo(emailOf("petra"), new RegExp(`: ${proposalName}`));
      expect(letter.text).toContain("/proposals/");
      const petra = await enter("petra");
      await choose(petra, t, inOrder);
      await sign(petra, t, inOrder);
      if (!isWhole) return;
      await saveMethod(petra, t, language);

      await app.moveClock("2026-12-01T08:00:00Z");
      await run(app, "conversion.activate-due");
      await app.letterTo(
        emailOf("petra"),
        new RegExp(say("nl", () => m.conversion_letter_active_subject({ proposal: proposalName }))),
      );
      const started = await enter("petra");
      await started.goto(new URL(petra.url()).pathname);
      await expect(
        started.getByText(
          t(() => m.conversion_state_active()),
          { exact: true },
        ),
      ).toBeVisible();
      await inOrder(started);

      await app.moveClock("2027-01-04T09:00:00Z");
      await issueFirstMonth(await enter("noor"), t, inOrder);
      await readInvoice(await enter("petra"), t, inOrder);
    });
  });
}

type InOrder = (page: Page) => Promise<void>;

async function publishTemplate(noor: Page, t: Say): Promise<void> {
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
}

async function propose(iris: Page, t: Say, inOrder: InOrder): Promise<void> {
  await iris.goto("/staff/radar");
  await iris.getByRole("link", { name: "Bakkerij Jansen" }).click();
  await expect(iris.getByText(t(() => m.conversion_score_burn()))).toBeVisible();
  await inOrder(iris);
  await iris.getByRole("link", { name: t(() => m.conversion_propose()) }).click();
  await expect(iris.getByLabel(t(() => m.contracts_name()))).toHaveValue(proposalName);
  await inOrder(iris);
  await iris.locator('input[name="v0line0price"]').fill("99");
  await iris.getByRole("button", { name: t(() => m.conversion_save_draft()) }).click();
  await expectNotice(
    iris,
    t(() => m.conversion_saved()),
  );
  await expect(iris.getByText(t(() => m.conversion_margin_title()))).toBeVisible();
  await inOrder(iris);
  await iris.getByRole("button", { name: t(() => m.conversion_send()), exact: true }).click();
  await expectNotice(
    iris,
    t(() => m.conversion_done_sent()),
  );
}

/** She plays with a seat number, asks, and takes what she played with. */
async function choose(petra: Page, t: Say, inOrder: InOrder): Promise<void> {
  await petra.goto("/proposals");
  await petra.getByRole("main").getByRole("link", { name: proposalName }).click();
  const heading = (name: string) => petra.getByRole("heading", { name });
  await expect(
    heading(t(() => m.conversion_year_title())).or(heading(t(() => m.conversion_months_title()))),
  ).toBeVisible();
  await inOrder(petra);
  await petra.getByLabel(t(() => m.conversion_play({ line: "Werkplek" }))).fill("5");
  await petra.getByRole("button", { name: t(() => m.conversion_recount()) }).click();
  await expect(petra).toHaveURL(/seats0=5/);
  await expect(petra.getByText(/495[.,]00/).first()).toBeVisible();
  await petra.getByLabel(t(() => m.conversion_ask())).fill("Telt de kassa mee?");
  await petra.getByRole("button", { name: t(() => m.conversion_ask_send()) }).click();
  await expectNotice(
    petra,
    t(() => m.conversion_done_asked()),
  );
  await expect(petra).toHaveURL(/seats0=5/);
  await petra.getByRole("radio", { name: t(() => m.conversion_pay_mandate()) }).check();
  await petra.getByRole("checkbox").last().check();
  await petra.getByRole("button", { name: t(() => m.conversion_take()) }).click();
  await expect(petra).toHaveURL(/\/agreements\/.+\/sign$/);
}

async function sign(petra: Page, t: Say, inOrder: InOrder): Promise<void> {
  for (const box of await petra.getByRole("checkbox").all()) await box.check();
  await petra.getByLabel(t(() => m.agreements_typed_name())).fill("Petra Jansen");
  await petra.getByRole("button", { name: t(() => m.agreements_sign_button()), exact: true }).click();
  await expect(petra).toHaveURL(/\/proposals\//);
  await expect(petra.getByText(t(() => m.conversion_next_pay_title()))).toBeVisible();
  await inOrder(petra);
  const proposal = petra.url();
  await expect(async () => {
    await petra.goto("/proposals");
    await expect(petra.getByText(t(() => m.conversion_state_signed()))).toBeVisible({ timeout: 1000 });
  }).toPass();
  await petra.goto("/");
  await expect(
    petra.getByText(t(() => m.conversion_for_you_method({ name: proposalName }))).first(),
  ).toBeVisible();
  await petra.goto(proposal);
}

/** She signs the mandate on Stripe's page and comes back to her proposal. */
async function saveMethod(petra: Page, t: Say, language: "de"): Promise<void> {
  await petra.getByRole("link", { name: t(() => m.topup_method_save()) }).click();
  await petra.getByRole("checkbox").check();
  await petra.getByRole("button", { name: t(() => m.topup_to_stripe()) }).click();
  await petra.getByRole("radio", { name: wordsOf(language).sepa_debit, exact: true }).check();
  await petra.getByTestId("pay").click();
  await expect(petra).toHaveURL(/\/proposals\//);
  await expect(petra.getByText(t(() => m.conversion_next_pay_done({ method: "" })))).toBeVisible();
}

/** Has a scheduled job run, which in a test no schedule starts. */
async function run(app: TestApp, job: string): Promise<void> {
  const db = new pg.Client({ connectionString: app.databaseUrl });
  await db.connect();
  try {
    await db.query("select graphile_worker.add_job($1)", [job]);
  } finally {
    await db.end();
  }
}

async function issueFirstMonth(noor: Page, t: Say, inOrder: InOrder): Promise<void> {
  await noor.goto("/staff/monthly");
  await noor.getByRole("link", { name: "Bakkerij Jansen" }).first().click();
  await expect(noor.getByRole("heading", { name: "Werkplek" })).toBeVisible();
  await expect(noor.getByText(leftLabel).first()).toBeVisible();
  await inOrder(noor);
  await noor.locator('button[value="close"]').click();
  await expectNotice(
    noor,
    t(() => m.monthly_closed()),
  );
  await noor.locator('button[value="issue"]').click();
  await expectNotice(
    noor,
    t(() => m.monthly_issued()),
  );
  await expect(
    noor.getByText(
      t(() => m.monthly_state_open()),
      { exact: true },
    ),
  ).toBeVisible();
}

/** What the value of the hours that were left is called on the invoice, in the client's language. */
const leftLabel = say("nl", () => m.conversion_credit_line({ name: proposalName }));

async function readInvoice(petra: Page, t: Say, inOrder: InOrder): Promise<void> {
  await petra.goto("/invoices");
  await petra
    .getByRole("region", { name: t(() => m.billing_invoices_open()) })
    .locator("tbody")
    .getByRole("link")
    .first()
    .click();
  await expect(petra.getByText("Werkplek", { exact: true }).first()).toBeVisible();
  await expect(petra.getByText(leftLabel).first()).toBeVisible();
  await inOrder(petra);
}
