import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";

import { hashPassword, openAccount } from "./account.server.ts";
import { appendAudit } from "./audit.server.ts";
import type { ClientRole, StaffRole } from "./scope.ts";

export type NewPerson = {
  email: string;
  name: string;
  locale: Locale;
  password: string | { hash: string };
} & ({ clientId: string; role: ClientRole } | { clientId: null; role: StaffRole });

/** Gives somebody an account and access at once, without an invitation: for the first owner, the demo and tests. Answers the user's id. */
export async function addPerson(person: NewPerson): Promise<string> {
  const passwordHash =
    typeof person.password === "string" ? await hashPassword(person.password) : person.password.hash;
  const userId = await openAccount({
    email: person.email,
    name: person.name,
    locale: person.locale,
    passwordHash,
  });
  await asSystem(async (tx) => {
    const { clientId, role } = person;
    await tx.membership.create({ data: { userId, clientId, role, createdAt: now() } });
    await appendAudit(tx, "system", {
      action: "person.added",
      target: `user:${userId}`,
      clientId: person.clientId,
      detail: { role: person.role },
    });
  });
  return userId;
}
