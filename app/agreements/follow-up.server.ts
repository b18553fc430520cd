import { asSystem } from "#app/platform/db.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { eachInTurn } from "#app/platform/each-in-turn.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";

import { daysWaiting, writeAskToSign } from "./agreement-letters.server.ts";
import { askForTimestamp } from "./stamp-agreement.server.ts";
import { expireIfDue } from "./end-agreement.server.ts";
import { isReminderDue, whoseTurn } from "./rules/signing.ts";
import { listOpen, listUnsealed, lockAgreement, recordReminder } from "./store/agreement-store.server.ts";
import { listUnstamped } from "./store/timestamp-store.server.ts";
import { appendEvidence } from "./store/evidence-store.server.ts";

/** For how many days a timestamp is still asked for: later it would prove little. */
const stampDays = 30;

/** Each day: ends the agreements whose time is over, reminds those whose turn it is, and asks again for the sealing of signed ones that have no seal, and the timestamp of sealed ones. */
export async function followUpAgreements(): Promise<void> {
  await asSystem(async (tx) => {
    for (const { clientId, id } of await listUnsealed(tx))
      await enqueue(tx, "agreements.seal", { clientId, id }, { key: `agreement-seal:${id}` });
    for (const key of await listUnstamped(tx, new Date(now().getTime() - stampDays * 86_400_000)))
      await askForTimestamp(tx, key);
  });
  await eachInTurn(await asSystem(listOpen), ({ id }) => followUp(id), {
    says: "an open agreement could not be followed up",
    facts: ({ id }) => ({ agreement: id }),
  });
}

function followUp(agreementId: string): Promise<void> {
  return asSystem(async (tx) => {
    const agreement = await lockAgreement(tx, agreementId);
    if (agreement?.state !== "open" || (await expireIfDue(tx, agreement))) return;
    const days = daysWaiting(agreement);
    for (const signer of whoseTurn(agreement.signers)) {
      if (!isReminderDue(signer.reminders, days)) continue;
      const [at, reminder] = [now(), signer.reminders + 1];
      await recordReminder(tx, agreement, signer.id, at);
      const messageId = await writeAskToSign(tx, agreement, signer, reminder);
      await appendEvidence(tx, agreement, {
        ...{ kind: "reminded", at, signerId: signer.id },
        content: { name: signer.name, email: signer.email, reminder, messageId },
      });
    }
  });
}
