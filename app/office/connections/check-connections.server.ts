import { randomUUID } from "node:crypto";

import { checkStripe, findStripeFault, type StripeCheck } from "#app/billing/check-stripe.server.ts";
import { requirePerson } from "#app/identity/people-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { findLastTests, saveTest, type LastTests } from "#app/office/connections/test-store.server.ts";
import { inSetup, type SetupKey } from "#app/office/setup/setup-session.server.ts";
import { findSetup, updateSetup } from "#app/office/setup/setup-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, readInScope } from "#app/platform/db.server.ts";
import { findLetterBrand } from "#app/platform/mail/find-letter-brand.server.ts";
import { tryMail, type MailTest } from "#app/platform/mail/mailer.server.ts";
import type { RenderLetter } from "#app/platform/mail/send-letter.server.ts";
import { findMsp, requireMsp } from "#app/platform/msp.server.ts";

/** Sends a test e-mail at once and tells what the mail server said. */
export async function checkMail(render: RenderLetter, to: string): Promise<MailTest> {
  const brand = await asSystem(findLetterBrand);
  const letter = await render("test-letter", { mspName: brand?.name ?? "" }, brand);
  return tryMail(letter, { to, id: randomUUID(), brand });
}

/** What a test of the connections answers: the one that was asked for. */
export type ConnectionAnswer =
  { tested: "mail"; to: string; mail: MailTest } | { tested: "stripe"; stripe: StripeCheck; well: boolean };

/** Tests one connection, in the language of the request, and keeps what was found. */
export async function checkConnection(
  wanted: { intent: "mail"; to: string } | { intent: "stripe" },
  render: RenderLetter,
): Promise<ConnectionAnswer> {
  if (wanted.intent === "mail") {
    const mail = await checkMail(render, wanted.to);
    await asSystem((tx) => saveTest(tx, "mail", mail.ok ? null : mail.refusal, now()));
    return { tested: "mail", to: wanted.to, mail };
  }
  const stripe = await checkStripe();
  const fault = findStripeFault(stripe);
  await asSystem((tx) => saveTest(tx, "stripe", fault, now()));
  return { tested: "stripe", stripe, well: fault === null };
}

/** Tests one connection in the first run, and keeps when it worked or failed last. */
export async function checkInSetup(
  key: SetupKey,
  ...asked: Parameters<typeof checkConnection>
): Promise<ConnectionAnswer> {
  const answer = await checkConnection(...asked);
  const works = answer.tested === "mail" ? answer.mail.ok : answer.well;
  const [at, failedAt] = works ? [now(), null] : [null, now()];
  await inSetup(key, (tx) =>
    updateSetup(
      tx,
      answer.tested === "mail"
        ? { mailAt: at, mailFailedAt: failedAt }
        : { stripeAt: at, stripeFailedAt: failedAt },
    ),
  );
  return answer;
}

type ConnectionsPage = { to: string; zone: string; last: LastTests };

/** What the page shows before a test: whom the e-mail goes to, in whose zone times are told, and how the last tests went. */
export function getConnectionsPage(scope: StaffScope): Promise<ConnectionsPage> {
  return readInScope(scope, async (tx) => ({
    to: scope.email,
    zone: (await requireMsp(tx)).zone,
    last: await findLastTests(tx),
  }));
}

/** The same in the first run; the e-mail goes to the owner, once there is one. */
export function getConnectionsStep(): Promise<ConnectionsPage> {
  return asSystem(async (tx) => {
    const [setup, msp] = [await findSetup(tx), await findMsp(tx)];
    const owner = setup?.ownerId ? await requirePerson(tx, setup.ownerId) : null;
    return {
      to: owner?.email ?? msp?.email ?? "",
      zone: msp?.zone ?? "UTC",
      last: await findLastTests(tx),
    };
  });
}
