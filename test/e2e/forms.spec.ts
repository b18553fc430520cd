import type { Page } from "@playwright/test";

import { demoLogins } from "#app/identity/demo-logins.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

import { axe } from "./axe.ts";
import { emailOf, expect, test } from "./fixtures.ts";
import { say } from "./say.ts";

type Say = (words: () => string) => string;

const settings = [
  { language: "nl", javaScriptEnabled: false },
  { language: "de", javaScriptEnabled: true },
] as const;

for (const { language, javaScriptEnabled } of settings) {
  test.describe(`${language}, ${javaScriptEnabled ? "with" : "without"} scripts`, () => {
    test.use({ language, javaScriptEnabled });

    test("signing in with a wrong password keeps the address, not the password", async ({ page, t }) => {
      await page.goto("/sign-in");
      await type(page, t, m.identity_email, emailOf("tom"));
      await type(page, t, m.identity_password, "not-the-password");
      await press(page, t, m.identity_sign_in_button);
      await expect(page.getByRole("alert")).toHaveText(t(() => m.identity_sign_in_wrong()));
      await expect(field(page, t, m.identity_email)).toHaveValue(emailOf("tom"));
      // With scripts the page stays, and what was typed with it; the server never sends a password back.
      if (!javaScriptEnabled) await expect(field(page, t, m.identity_password)).toHaveValue("");
    });

    test("what was typed when the session had ended is there again after signing in, and nothing was sent", async ({
      enter,
      t,
    }) => {
      const page = await enter("petra");
      await page.goto("/requests/new");
      await type(page, t, m.desk_field_title, "Bonprinter hapert");
      await type(page, t, m.desk_field_description, "Sinds gisteren, op beide kassa's.");
      await page.context().clearCookies({ name: "tegoed.session_token" });
      await press(page, t, m.desk_request_send);
      await expect(page).toHaveURL(/\/sign-in\?to=/);
      await type(page, t, m.identity_email, emailOf("petra"));
      await type(page, t, m.identity_password, demoLogins.password);
      await press(page, t, m.identity_sign_in_button);
      await expect(page).toHaveURL(/\/requests\/new$/);
      // Signing in brings Petra's own language along.
      if (javaScriptEnabled) {
        await expect(page.getByText(inDutch(() => m.ui_kept_text()))).toBeVisible();
        await expect(field(page, inDutch, m.desk_field_title)).toHaveValue("Bonprinter hapert");
        await expect(field(page, inDutch, m.desk_field_description)).toHaveValue(
          "Sinds gisteren, op beide kassa's.",
        );
        expect(await axe(page)).toEqual([]);
      } else {
        // A browser under test does not draw a noscript.
        expect((await page.locator("noscript").allTextContents()).join()).toContain(
          "Sinds gisteren, op beide",
        );
      }
      await page.goto("/requests");
      await expect(page.getByText("Bonprinter hapert")).toHaveCount(0);
    });

    test("a duration's echo follows its form's reset", async ({ enter, t }) => {
      test.skip(!javaScriptEnabled, "the echo is written by scripts");
      const page = await enter("petra");
      await page.goto("/alerts");
      const echo = page.locator("output");
      const before = await echo.textContent();
      await type(page, t, m.manage_field_minutes, "7:10");
      await expect(echo).toContainText("10");
      await page
        .getByRole("main")
        .locator("form:has(output)")
        .evaluate((form: HTMLFormElement) => form.reset());
      await expect(echo).toHaveText(before ?? "");
    });

    test("asking for a new password without an address", async ({ page, t }) => {
      await page.goto("/forgot");
      await type(page, t, m.identity_email, "tom@bakkerij");
      await press(page, t, m.identity_forgot_button);
      await expectWrong(page, t, m.identity_email, m.form_email);
      await expect(field(page, t, m.identity_email)).toHaveValue("tom@bakkerij");
    });

    test("a client's forms: a request, the invoice details, the profile, an invitation", async ({
      enter,
      t,
    }) => {
      const page = await enter("petra");
      await page.goto("/requests/new");
      await type(page, t, m.desk_field_description, "Sinds gisteren, op beide kassa's.");
      await press(page, t, m.desk_request_send);
      await expectWrong(page, t, m.desk_field_title, m.form_required);
      await expect(field(page, t, m.desk_field_description)).toHaveValue("Sinds gisteren, op beide kassa's.");

      await page.goto("/buy?details=edit");
      await type(page, t, m.billing_legal_name, "");
      await type(page, t, m.billing_city, "Bilthoven");
      await type(page, t, m.billing_vat_number, "NL12");
      await press(page, t, m.billing_details_save);
      await expectWrong(page, t, m.billing_legal_name, m.form_required);
      await expect(field(page, t, m.billing_city)).toHaveValue("Bilthoven");
      await expect(field(page, t, m.billing_vat_number)).toHaveValue("NL12");
      await type(page, t, m.billing_legal_name, "Bakkerij Jansen B.V.");
      await press(page, t, m.billing_details_save);
      await expectWrong(page, t, m.billing_vat_number, m.billing_vat_wrong_format);

      await page.goto("/profile");
      await type(page, t, m.identity_name, "P");
      await press(page, t, m.identity_save);
      await expectWrong(page, t, m.identity_name, () => m.form_too_short({ minimum: 2 }));
      await expect(field(page, t, m.identity_name)).toHaveValue("P");

      await page.goto("/people");
      await type(page, t, m.identity_name, "Sanne de Boer");
      await type(page, t, m.identity_email, "sanne@bakkerij");
      await press(page, t, m.identity_invite_button);
      await expectWrong(page, t, m.identity_email, m.form_email);
      await expect(field(page, t, m.identity_name)).toHaveValue("Sanne de Boer");
      await type(page, t, m.identity_email, `sanne.${language}@bakkerij.example`);
      await press(page, t, m.identity_invite_button);
      await expect(
        field(page, t, m.identity_email),
        "once it is sent, what was wrong and what was typed are gone",
      ).toHaveValue("");
      await expect(field(page, t, m.identity_email)).not.toHaveAttribute("aria-invalid");
    });

    test("a password that will not do is said so, and not kept", async ({ enter, t }) => {
      const page = await enter("iris");
      await page.goto("/security/password");
      await type(page, t, m.identity_password_current, "not-my-password");
      await type(page, t, m.identity_password_new, "kort");
      await press(page, t, m.identity_password_button);
      await expect(page.getByRole("main").locator("[aria-invalid=true]").first()).toBeVisible();
      if (javaScriptEnabled) return;
      await expect(field(page, t, m.identity_password_current)).toHaveValue("");
      await expect(field(page, t, m.identity_password_new)).toHaveValue("");
    });

    test("the staff's forms: time, a client", async ({ enter, t }) => {
      const page = await enter("noor");
      // A search that finds one request leads straight to its form.
      await page.goto("/staff/time/new?q=printer");
      await type(page, t, m.hours_time_duration, "een uurtje");
      await type(page, t, m.hours_time_note, "Lade vervangen.");
      await type(page, t, m.hours_time_internal, "Reserve ligt in de bus.");
      await press(page, t, m.hours_time_save);
      await expectWrong(page, t, m.hours_time_duration, m.hours_worked_not_understood);
      await expect(field(page, t, m.hours_time_duration)).toHaveValue("een uurtje");
      await expect(field(page, t, m.hours_time_note)).toHaveValue("Lade vervangen.");
      await expect(field(page, t, m.hours_time_internal)).toHaveValue("Reserve ligt in de bus.");

      await page.goto("/staff/clients/new");
      await type(page, t, m.desk_field_name, "Drukkerij Smits");
      await type(page, t, m.desk_field_billing_email, "boeken@smits");
      await press(page, t, m.desk_client_create);
      await expectWrong(page, t, m.desk_field_legal_name, m.form_required);
      await expectWrong(page, t, m.desk_field_billing_email, m.form_email);
      await expect(field(page, t, m.desk_field_name)).toHaveValue("Drukkerij Smits");
      await expect(field(page, t, m.desk_field_billing_email)).toHaveValue("boeken@smits");

      await page.goto("/staff/settings/answers");
      await field(page, t, m.queue_answer_name).last().fill("Pas op de plaats");
      await page
        .getByRole("button", { name: t(m.queue_answer_save) })
        .last()
        .click();
      await expect(field(page, t, m.queue_answer_body).last()).toHaveAttribute("aria-invalid", "true");
      await expect(field(page, t, m.queue_answer_name).last()).toHaveValue("Pas op de plaats");
    });
  });
}

type Words = () => string;

const inDutch: Say = (words) => say("nl", words);

function field(page: Page, t: Say, label: Words) {
  return page.getByRole("main").getByLabel(beginning(t(label)));
}

async function type(page: Page, t: Say, label: Words, text: string): Promise<void> {
  await field(page, t, label).fill(text);
}

async function press(page: Page, t: Say, button: Words): Promise<void> {
  await page
    .getByRole("main")
    .getByRole("button", { name: t(button), exact: true })
    .click();
}

/** Expects a field to be marked as wrong and described by what is wrong with it, in the reader's language. */
async function expectWrong(page: Page, t: Say, label: Words, words: Words): Promise<void> {
  const wrong = field(page, t, label);
  await expect(wrong).toHaveAttribute("aria-invalid", "true");
  await expect(wrong).toHaveAccessibleDescription(new RegExp(escaped(t(words))));
}

/** A label, with or without the word "optional" behind it. */
const beginning = (label: string): RegExp => new RegExp(`^${escaped(label)}( ?\\(.*\\))?$`);

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
