import type { Tx } from "#app/platform/db.server.ts";

export type RequestFacts = {
  number: number;
  title: string;
  description: string;
  requesterId: string | null;
  requesterName: string | null;
};

/** What letters say of a request; null for none. */
export async function findRequestFacts(
  tx: Tx,
  clientId: string,
  requestId: string,
): Promise<RequestFacts | null> {
  const [row] = await tx.$queryRaw<RequestFacts[]>`
    select r.number::int, r.title, r.description, r.requester_id::text as "requesterId", u.name as "requesterName"
    from request_facts r left join user_facts u on u.id = r.requester_id
    where r.client_id = ${clientId}::uuid and r.id = ${requestId}::uuid`;
  return row ?? null;
}
