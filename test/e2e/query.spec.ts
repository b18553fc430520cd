import type { Page } from "@playwright/test";

import { formatMinutes, spokenMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

import { axe } from "./axe.ts";
import { emailOf, expect, expectNotice, test } from "./fixtures.ts";
import { say } from "./say.ts";

type Say = (words: () => string) => string;

const work = "Outlook op de nieuwe kassa";
const settings = [
  { language: "nl", javaScriptEnabled: false },
  { language: "de", javaScriptEnabled: true },
] as const;

for (const { language, javaScriptEnabled } of settings) {
  test.describe(`${language} on a phone, ${javaScriptEnabled ? "with" : "without"} scripts`, () => {
    test.use({
      language,
      javaScriptEnabled,
      ownApp: true,
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
    });

    test("Petra asks about an entry, Daan takes it back, and Petra sees the minutes return", async ({
      enter,
      app,
      t,
    }) => {
      test.slow();
      const petra = await enter("petra");
      await asks(petra, t);
      await seesContested(petra, t);
      // axe is itself a script.
      if (javaScriptEnabled) expect(await axe(petra)).toEqual([]);
      const asked = await app.letterTo(
        emailOf("daan"),
        new RegExp(say("nl", () => m.query_letter_asked_subject({ client: "Bakkerij Jansen", title: work }))),
      );
      expect(asked.text).toContain("Ik was die dag vrij.");

      const daan = await enter("daan");
      await readsQueue(daan, t);
      if (javaScriptEnabled) expect(await axe(daan)).toEqual([]);
      await accepts(daan, t);

      const answer = await app.letterTo(
        emailOf("petra"),
        new RegExp(say("nl", () => m.query_letter_accepted_subject({ title: work }))),
      );
      expect(answer.text).toContain("Was bij een andere klant.");
      await seesReversal(petra, t);
    });
  });
}

test.describe("en on a phone", () => {
  test.use({
    language: "en",
    ownApp: true,
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
  });

  test("Noor lets Petra approve time; Daan's work waits; Petra sends one piece back and approves the other", async ({
    enter,
    t,
  }) => {
    test.slow();
    const noor = await enter("noor");
    await letsClientApprove(noor, t);
    const daan = await enter("daan");
    await logs(daan, "0:30", t);
    await logs(daan, "0:45", t);
    const petra = await enter("petra");
    await expect(
      petra.getByText(t(() => m.approval_after({ balance: formatMinutes(220 - 75) }))),
    ).toBeVisible();
    await expectBalance(petra, 220, t);
    await petra.goto("/approvals");
    expect(await axe(petra)).toEqual([]);
    const mine = petra.getByRole("region", { name: t(() => m.approval_yours()) });
    const first = mine.getByRole("listitem").filter({ hasText: t(() => formatMinutes(30)) });
    await first
      .getByText(
        t(() => m.approval_reject_open()),
        { exact: true },
      )
      .click();
    await first
      .getByLabel(
        t(() => m.approval_reject_words()),
        { exact: true },
      )
      .fill("That was under warranty.");
    await first.getByRole("button", { name: t(() => m.approval_reject_button()) }).click();
    await expectNotice(
      petra,
      t(() => m.approval_sent_back()),
    );
    await petra.getByRole("button", { name: t(() => m.approval_approve_chosen()) }).click();
    await expectNotice(
      petra,
      t(() => m.approval_done({ count: 1 })),
    );
    await petra.goto("/");
    await expectBalance(petra, 175, t);

    await daan.goto("/staff/approvals");
    const back = daan.getByRole("region", { name: t(() => m.approval_back()) });
    await expect(back).toContainText("That was under warranty.");
    await back.getByRole("link", { name: new RegExp(work) }).click();
    await daan
      .getByLabel(
        t(() => m.hours_time_reason()),
        { exact: true },
      )
      .fill("Warranty.");
    await daan.getByRole("button", { name: t(() => m.approval_withdraw_button()) }).click();
    await expectNotice(
      daan,
      t(() => m.approval_withdraw_done()),
    );
  });
});

async function asks(petra: Page, t: Say): Promise<void> {
  await petra.goto("/");
  await expectBalance(petra, 220, t);
  await petra
    .getByRole("region", { name: t(() => m.hours_recent_title()) })
    .getByRole("link", { name: work })
    .first()
    .click();
  const box = petra.getByRole("region", { name: t(() => m.query_ask_title()) });
  await box.getByRole("button", { name: t(() => m.query_ask_button()) }).click();
  await expect(box.getByText(t(() => m.form_required()))).toBeVisible();
  await box
    .getByLabel(
      t(() => m.query_ask_reason()),
      { exact: true },
    )
    .fill("Ik was die dag vrij.");
  await box.getByRole("button", { name: t(() => m.query_ask_button()) }).click();
  await expectNotice(
    petra,
    t(() => m.query_asked({ minutes: formatMinutes(15) })),
  );
}

async function seesContested(petra: Page, t: Say): Promise<void> {
  const thread = petra.getByRole("region", { name: t(() => m.query_thread_title()) });
  await expect(thread).toContainText("Ik was die dag vrij.");
  await expect(thread).toContainText(t(() => m.query_state_open()));
  await petra.goto("/");
  await expectBalance(petra, 220, t);
  await expect(petra.getByText(t(() => m.query_on_balance({ minutes: formatMinutes(15) })))).toBeVisible();
  await petra.goto("/hours?period=all");
  await expect(petra.getByRole("row").filter({ hasText: work }).first()).toContainText(
    t(() => m.query_state_open()),
  );
}

async function readsQueue(daan: Page, t: Say): Promise<void> {
  // The tab may carry the count of what waits there.
  await daan.getByRole("link", { name: new RegExp(`^${t(() => m.office_nav_todo())}`) }).click();
  await daan.getByRole("link", { name: new RegExp(`^${t(() => m.office_todo_questions())}`) }).click();
  await daan.getByRole("main").getByRole("link", { name: work, exact: true }).click();
  await expect(daan.getByRole("region", { name: t(() => m.query_thread_title()) })).toContainText(
    "Ik was die dag vrij.",
  );
}

async function accepts(daan: Page, t: Say): Promise<void> {
  const accept = daan.getByRole("region", { name: t(() => m.query_accept_title()) });
  await accept
    .getByLabel(
      t(() => m.query_accept_words()),
      { exact: true },
    )
    .fill("Was bij een andere klant.");
  await accept.getByRole("button", { name: t(() => m.query_accept_button()) }).click();
  await expectNotice(
    daan,
    t(() => m.query_accepted({ minutes: formatMinutes(15) })),
  );
  await expect(daan.getByRole("button", { name: t(() => m.query_accept_button()) })).toHaveCount(0);
}

async function seesReversal(petra: Page, t: Say): Promise<void> {
  await petra.goto("/");
  await expectBalance(petra, 235, t);
  await petra.goto("/hours?view=ledger");
  await petra.getByRole("link", { name: work }).first().click();
  await expect(petra.getByText(t(() => m.hours_entry_deleted_text()))).toBeVisible();
  const thread = petra.getByRole("region", { name: t(() => m.query_thread_title()) });
  await expect(thread).toContainText(t(() => m.query_state_accepted()));
  await expect(thread).toContainText(t(() => m.query_line_accepted_all({ name: "Daan Visser" })));
  await expect(thread).toContainText("Was bij een andere klant.");
}

async function letsClientApprove(noor: Page, t: Say): Promise<void> {
  await noor.goto("/staff/clients?show=all");
  await noor.getByRole("link", { name: "Bakkerij Jansen" }).first().click();
  await noor
    .getByRole("main")
    .getByRole("link", { name: t(() => m.desk_tab_settings()), exact: true })
    .click();
  const box = noor.getByRole("region", { name: t(() => m.approval_setting_title()) });
  await box.getByRole("radio", { name: new RegExp(t(() => m.approval_setting_client())) }).check();
  await box.getByRole("button", { name: t(() => m.desk_save()) }).click();
  await expectNotice(
    noor,
    t(() => m.approval_setting_saved()),
  );
}

async function logs(daan: Page, duration: string, t: Say): Promise<void> {
  await daan.goto("/staff/time/new?q=outlook");
  await daan
    .getByLabel(
      t(() => m.hours_time_duration()),
      { exact: true },
    )
    .fill(duration);
  await expect(daan.getByRole("region", { name: t(() => m.hours_time_preview_title()) })).toContainText(
    t(() => m.approval_preview_client()),
  );
  await daan.getByRole("button", { name: t(() => m.hours_time_save()), exact: true }).click();
  await expectNotice(
    daan,
    t(() => m.approval_saved_client({ minutes: formatMinutes(duration === "0:30" ? 30 : 45) })),
  );
}

async function expectBalance(page: Page, minutes: number, t: Say): Promise<void> {
  await expect(
    page.getByRole("main").getByText(
      t(() => spokenMinutes(minutes)),
      { exact: true },
    ),
  ).toBeVisible();
}
