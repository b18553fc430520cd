import type { StaffScope } from "#app/identity/scope.ts";
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
};

/** What stands above every page of one client: one query; a 404 for a client that is not there. */
export async function getClientHeader(scope: StaffScope, id: string): Promise<ClientHeader> {
  const client = await readInScope(scope, (tx) =>
    tx.client.findFirst({
      where: { id, endedAt: null },
      select: {
        id: true,
        name: true,
        legalName: true,
        country: true,
        kind: true,
        currency: true,
        zone: true,
      },
    }),
  );
  return client ?? notFound();
}
