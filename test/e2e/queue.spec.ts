import { m } from "#app/platform/generated/i18n/messages.js";

import { expect, expectNotice, test } from "./fixtures.ts";

test.use({ language: "de", viewport: { width: 1280, height: 900 } });

test("a request arrives in an open queue, is taken by keyboard, and both sides read each other without reloading", async ({
  enter,
  t,
}) => {
  const [daan, petra] = [await enter("daan"), await enter("petra")];
  await daan.goto("/staff/requests");
  await petra.goto("/requests/new");
  const title = "Kassenlade klemmt";
  await petra.getByLabel(t(() => m.desk_field_title())).fill(title);
  await petra.getByRole("button", { name: t(() => m.desk_request_send()) }).click();
  await expect(petra).toHaveURL(/\/requests\/[0-9a-f-]{36}$/);

  const row = daan.getByRole("link", { name: title });
  await expect(row).toBeVisible();
  const rows = await daan.locator("[data-queue-row]").count();
  for (
    let pressed = 0;
    pressed < rows && !(await row.evaluate((it) => it === document.activeElement));
    pressed++
  )
    await daan.keyboard.press("j");
  await expect(row).toBeFocused();
  const number = Number(/#(\d+)/.exec(await daan.getByRole("row").filter({ has: row }).innerText())?.[1]);
  await daan.keyboard.press("1");
  await expectNotice(
    daan,
    t(() => m.queue_taken({ number })),
  );
  await expect(row).toBeFocused();
  await daan.keyboard.press("Enter");
  await expect(daan.getByRole("heading", { level: 1, name: title })).toBeVisible();

  await daan.getByLabel(t(() => m.queue_reply())).fill("Welche Kasse ist es?");
  await daan.getByRole("button", { name: t(() => m.queue_send_wait()) }).click();
  await expect(petra.getByText("Welche Kasse ist es?")).toBeVisible();
  await expect(petra.getByText(t(() => m.queue_reply_waits()))).toBeVisible();
  await daan
    .getByLabel(
      t(() => m.queue_note()),
      { exact: true },
    )
    .fill("KANARIE");
  await daan.getByRole("button", { name: t(() => m.queue_note_save()) }).click();
  await expect(daan.getByText("KANARIE")).toBeVisible();

  await petra.getByLabel(t(() => m.queue_reply_client())).fill("Die vordere.");
  await petra.getByRole("button", { name: t(() => m.queue_send()), exact: true }).click();
  await expect(daan.getByText("Die vordere.")).toBeVisible();

  // A refusal stays when the page reads its data anew.
  const reply = daan.getByLabel(t(() => m.queue_reply()));
  await daan.getByRole("button", { name: t(() => m.queue_send()), exact: true }).click();
  await expect(reply).toHaveAttribute("aria-invalid", "true");
  await petra.getByLabel(t(() => m.queue_reply_client())).fill("Die mit dem Aufkleber.");
  await petra.getByRole("button", { name: t(() => m.queue_send()), exact: true }).click();
  await expect(daan.getByText("Die mit dem Aufkleber.")).toBeVisible();
  await expect(daan.getByText(t(() => m.queue_arrived_answer({ name: "Petra Jansen" })))).toBeVisible();
  await expect(reply).toHaveAttribute("aria-invalid", "true");

  expect(await petra.content()).not.toContain("KANARIE");
});
