import { listClientNames } from "#app/clients/client-names.server.ts";
import { listEverybodyOf } from "#app/identity/people-of-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The clients that staff may write a request down for, and the people of the one that is chosen (`client`, as an address has it). */
export async function getNewRequestPage(scope: StaffScope, client: string | null) {
  const clientId = client !== null && uuid.test(client) ? client : "";
  return {
    clientId,
    clients: await listClientNames(scope),
    people: clientId === "" ? [] : await listPeople(scope, clientId),
  };
}

/** Tells whether somebody is one of a client's people. */
export async function isOneOf(scope: StaffScope, clientId: string, userId: string): Promise<boolean> {
  return (await listPeople(scope, clientId)).some((person) => person.userId === userId);
}

function listPeople(scope: StaffScope, clientId: string) {
  return readInScope(scope, (tx) => listEverybodyOf(tx, clientId));
}
