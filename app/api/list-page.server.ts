import { createHash } from "node:crypto";

import type { Answer } from "#app/api/operation.ts";
import { readCursor, writeCursor, type Cursor } from "#app/api/rules/cursor.ts";
import { sealBytes, unsealBytes } from "#app/platform/sealed-text.server.ts";

type Page<Item> = { items: Item[]; nextCursor: string | null };

/** What says where a list goes on, whose list it is, and the rest of its filter. */
type Asked = { cursor?: string | undefined; limit?: number | undefined; of?: string | undefined };

/** One page of a list: reads one row more than asked, to know whether there is a next page. A cursor of another filter is refused, and one that wasn't made here: its place goes into a query as it is. */
export async function listPage<Row extends { id: string; place: string }, Item>(
  { cursor, limit = 50, ...filter }: Asked,
  read: (cursor: Cursor | null, limit: number) => Promise<Row[]>,
  show: (row: Row) => Item,
): Promise<Answer<Page<Item>>> {
  const hash = createHash("sha256").update(JSON.stringify(filter)).digest("base64url").slice(0, 12);
  const from = cursor === undefined ? null : readCursor(unsealed(cursor), hash);
  if (from && !from.ok) return { ok: false, refusal: from.refusal, status: 400 };
  const rows = await read(from?.value ?? null, limit + 1);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    ok: true,
    value: {
      items: shown.map(show),
      nextCursor: last ? sealed(writeCursor({ after: last.place, id: last.id, filter: hash })) : null,
    },
  };
}

const sealed = (cursor: string): string => sealBytes("api cursor", Buffer.from(cursor));
const unsealed = (text: string): string => unsealBytes("api cursor", text)?.toString() ?? "";
