import { requireMsp } from "#app/platform/msp.server.ts";
import { createHash } from "node:crypto";

import { asSystem } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";

import { appendAudit } from "./audit.server.ts";
import { findPerson } from "./people-store.server.ts";
import { endOlderResetLinks } from "#app/identity/reset-link-store.server.ts";

/** Sends the link that sets a new password, to people who have access; it works for 30 minutes, once, and ends the links before it. */
export async function queueResetLetter(user: { id: string; email: string }, token: string): Promise<void> {
  await endOlderResetLinks(user.id, token);
  await asSystem(async (tx) => {
    const person = await findPerson(tx, user.email);
    if (!person?.hasAccess) return;
    const msp = await requireMsp(tx);
    const link = `${env().origin}/reset/${token}`;
    const key = `reset:${createHash("sha256").update(token).digest("base64url")}`;
    await queueLetter(tx, {
      key,
      clientId: person.clientId,
      to: person.email,
      locale: person.locale,
      template: "reset-password",
      props: { name: person.name, mspName: msp.name, link },
    });
    await appendAudit(
      tx,
      { kind: "visitor", userId: person.userId, name: person.name },
      { action: "password.reset-asked", clientId: person.clientId },
    );
  });
}
