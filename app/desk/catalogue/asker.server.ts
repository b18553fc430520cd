import { listMembers } from "#app/desk/store/approval-store.server.ts";
import { listPeopleOf } from "#app/identity/people-of-store.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";

/** Who asks for a standard change: a person of a client, by themselves or through staff who write it down. */
export type Asker = Pick<ClientScope, "kind" | "clientId" | "userId" | "name" | "role">;

/** A person of a client whom staff ask for. */
export type AskedFor = { clientId: string; requesterId: string };

/** The person that staff ask for, in the role of today and with the language that they read; a 404 for who has no access there. */
export async function findAsker(
  tx: Tx,
  { clientId, requesterId }: AskedFor,
): Promise<Asker & { locale: Locale }> {
  const members = await listMembers(tx, clientId);
  const member = members.find(({ userId }) => userId === requesterId) ?? notFound();
  const [person] = await listPeopleOf(tx, clientId, [requesterId]);
  return { kind: "client", clientId, ...member, locale: person?.locale ?? notFound() };
}
