import { type ClientHeader, listHeaders } from "#app/clients/client-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { day } from "#app/platform/day.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";

/** What stands above every page of one client: one query; a 404 for a client that is not there. */
export async function getClientHeader(scope: StaffScope, id: string): Promise<ClientHeader> {
  const [client] = await readInScope(scope, (tx) => listHeaders(tx, id));
  return client ? { ...client, endsOn: client.endsOn === null ? null : day(client.endsOn) } : notFound();
}
