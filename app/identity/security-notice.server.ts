import { requireLocale } from "#app/identity/account-store.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { randomUUID } from "node:crypto";

import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { localeOf } from "#app/platform/i18n/locale.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";

/** What a person is told of by letter, so that a stranger's doing doesn't stay unseen. */
export const securityNotices = [
  "password.changed",
  "second-factor.on",
  "second-factor.off",
  "backup-codes.renewed",
  "sign-in.locked",
] as const;
export type SecurityNotice = (typeof securityNotices)[number];

type Addressee = { userId: string; name: string; email: string; clientId?: string | null };

/** Puts a letter about the safety of somebody's account in the outbox, in that person's language. */
export async function queueSecurityNotice(
  tx: Tx,
  to: Addressee,
  what: SecurityNotice,
  id: string = randomUUID(),
): Promise<void> {
  const user = await requireLocale(tx, to.userId);
  const locale = localeOf(user.locale);
  const msp = await requireMsp(tx);
  await queueLetter(tx, {
    key: `security:${what}:${id}`,
    clientId: to.clientId ?? null,
    to: to.email,
    locale,
    template: "security-notice",
    always: true,
    props: {
      name: to.name,
      mspName: msp.name,
      what,
      at: now().toISOString(),
      zone: msp.zone,
      link: `${env().origin}/forgot`,
    },
  });
}
