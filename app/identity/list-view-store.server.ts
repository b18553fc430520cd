import type { Tx } from "#app/platform/db.server.ts";

type ListViewRow = { id: string; name: string; query: string; isFirst: boolean };

/** A person's views of one list, by name. */
export function listListViews(tx: Tx, userId: string, list: string): Promise<ListViewRow[]> {
  return tx.listView.findMany({
    where: { userId, list },
    select: { id: true, name: true, query: true, isFirst: true },
    orderBy: { name: "asc" },
  });
}

/** Keeps a view under a name; one of the same name becomes this one. */
export async function upsertListView(
  tx: Tx,
  view: { userId: string; list: string; name: string; query: string; isFirst: boolean },
  createdAt: Date,
): Promise<void> {
  const { userId, list, name, query, isFirst } = view;
  if (isFirst) await tx.listView.updateMany({ where: { userId, list, isFirst }, data: { isFirst: false } });
  await tx.listView.upsert({
    where: { userId_list_name: { userId, list, name } },
    create: { ...view, createdAt },
    update: { query, isFirst },
  });
}

/** Forgets one of a person's own views; nothing for another's. */
export async function deleteListView(tx: Tx, userId: string, id: string): Promise<void> {
  await tx.listView.deleteMany({ where: { id, userId } });
}
