import { randomUUID } from "node:crypto";

import type { ClientScope } from "#app/identity/scope.ts";
import { asSystem } from "#app/platform/db.server.ts";

type Found = Pick<ClientScope, "userId" | "name" | "clientId" | "clientName" | "role">;

/** Somebody of a client of the demo, by address, signed in in their own role; throws where there is nobody. */
export async function demoClientPerson(email: string): Promise<ClientScope> {
  const [found] = await asSystem(
    (tx) => tx.$queryRaw<Found[]>`
      select u.id::text as "userId", u.name, c.id::text as "clientId", c.name as "clientName", m.role
      from user_facts u join membership_facts m on m.user_id = u.id join client_facts c on c.id = m.client_id
      where u.email = ${email}`,
  );
  if (!found) throw new Error(`Nobody of the demo's clients has the address ${email}`);
  return { kind: "client", email, sessionId: randomUUID(), ...found };
}
