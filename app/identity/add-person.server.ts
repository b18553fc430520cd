import { openAccount } from "#app/identity/account-store.server.ts";
import { appendMembership } from "#app/identity/membership-store.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";

import { hashPassword } from "./account.server.ts";
import { appendAudit } from "./audit.server.ts";
import type { ClientRole, StaffRole } from "./scope.ts";

export type NewPerson = {
  email: string;
  name: string;
  locale: Locale;
  password: string | { hash: string };
} & ({ clientId: string; role: ClientRole } | { clientId: null; role: StaffRole });

/** Gives somebody an account and access at once, without an invitation: for the demo and tests. Answers the user's id. */
export async function addPerson(person: NewPerson): Promise<string> {
  const hash =
    typeof person.password === "string" ? await hashPassword(person.password) : person.password.hash;
  return asSystem((tx) => addPersonInside(tx, { ...person, password: { hash } }));
}

/**
 * The same in the caller's transaction of the system's scope: for the first owner. The account is the sign-in role's to write, so it commits by
 * itself; if the transaction fails, adding the person again finds and keeps it.
 */
export async function addPersonInside(
  tx: Tx,
  person: NewPerson & { password: { hash: string } },
): Promise<string> {
  const userId = await openAccount({
    email: person.email,
    name: person.name,
    locale: person.locale,
    passwordHash: person.password.hash,
  });
  const { clientId, role } = person;
  await appendMembership(tx, { clientId, userId, role });
  await appendAudit(tx, "system", {
    action: "person.added",
    target: `user:${userId}`,
    clientId,
    detail: { role },
  });
  return userId;
}
