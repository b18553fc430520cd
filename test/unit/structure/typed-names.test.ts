import { expect, test } from "vitest";

import { appendAudit } from "#app/identity/audit.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";

// Checked by tsc, never run: an expected error that does not come fails the phase "types".
async function wrongCalls(tx: Tx): Promise<void> {
  const to = { key: "k", clientId: null, to: "a@b.example", locale: "nl" } as const;
  const props = { name: "Petra", mspName: "Helder IT", link: "https://portal.example/reset/x" };
  await queueLetter(tx, { ...to, template: "reset-password", props });
  // @ts-expect-error a letter without one of its facts
  await queueLetter(tx, {
    ...to,
    template: "reset-password",
    props: { name: "Petra", mspName: "Helder IT" },
  });
  // @ts-expect-error a name that is no letter
  await queueLetter(tx, { ...to, template: "reset-pasword", props });
  await enqueue(tx, "mail.send-letter", { letterId: "x" }, { key: "k" });
  // @ts-expect-error a payload of another type
  await enqueue(tx, "mail.send-letter", { letterId: 1 }, { key: "k" });
  // @ts-expect-error a name that is no job
  await enqueue(tx, "mail.send-leter", { letterId: "x" }, { key: "k" });
  await appendAudit(tx, "system", { action: "order.paid" });
  // @ts-expect-error an action that no module has words for
  await appendAudit(tx, "system", { action: "order.payed" });
}

test("a wrong letter, payload or action of the audit log is an error of types", () => {
  expect(wrongCalls).toBeTypeOf("function");
});
