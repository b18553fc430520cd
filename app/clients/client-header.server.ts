import type { StaffScope } from "#app/identity/scope.ts";
import { day, type Day } from "#app/platform/day.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";

export type ClientHeader = {
  id: string;
  name: string;
  legalName: string;
  country: string;
  kind: string;
  currency: string;
  zone: string;
  /** The first day without access, where the client's end is planned. */
  endsOn: Day | null;
};

/** What stands above every page of one client: one query; a 404 for a client that is not there. */
export async function getClientHeader(scope: StaffScope, id: string): Promise<ClientHeader> {
  const [client] = await readInScope(
    scope,
    (tx) => tx.$queryRaw<(Omit<ClientHeader, "endsOn"> & { endsOn: string | null })[]>`
      select c.id::text, c.name, c.legal_name as "legalName", c.country::text, c.kind, c.currency::text, c.zone, e.from_on::text as "endsOn"
      from client c left join client_ending e on e.client_id = c.id and e.undone_at is null
      where c.id = ${id}::uuid and c.ended_at is null`,
  );
  return client ? { ...client, endsOn: client.endsOn === null ? null : day(client.endsOn) } : notFound();
}
