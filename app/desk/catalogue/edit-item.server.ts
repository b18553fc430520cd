import { listLiveClients } from "#app/clients/client-store.server.ts";
import {
  findDefinitionProblem,
  findDraftProblem,
  type Definition,
  type DefinitionProblem,
} from "#app/desk/rules/definition.ts";
import { moved, newDefinition, type Direction, type EditRefusal } from "#app/desk/rules/edit-definition.ts";
import {
  insertItem,
  listItems,
  lockItem,
  lockItems,
  publishDraft,
  setOffer,
  setOrder,
  setRetired,
  writeDraft,
  type EditedItem,
} from "#app/desk/store/catalogue-store.server.ts";
import type { AuditAction } from "#app/identity/audit.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, readInScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

/** All items with what is published and what is being changed: one query. */
export function getItems(scope: StaffScope): Promise<EditedItem[]> {
  return readInScope(scope, (tx) => listItems(tx));
}

export type EditorPage = { item: EditedItem; clients: { id: string; name: string }[] };

/** One item with the clients that it can be offered to; null for one that isn't there yet. */
export function getEditor(scope: StaffScope, id: string): Promise<EditorPage | null> {
  return readInScope(scope, async (tx) => {
    const [item] = await listItems(tx, id);
    return item ? { item, clients: await listLiveClients(tx) } : null;
  });
}

export type DraftRefusal = EditRefusal | "definition-wrong";
export type DraftEdited = Result<null, DraftRefusal> & { problem?: DefinitionProblem; edited?: Definition };

/**
 * Changes the draft of an item, which clients don't see: `edit` gets the draft as it is (what is published where there is none), and
 * what is published of the others. With `isNew` the item is added first.
 */
export function editDraft(
  scope: StaffScope,
  { id, isNew = false }: { id: string; isNew?: boolean },
  edit: (before: Definition, published: readonly Definition[]) => Result<Definition, EditRefusal>,
): Promise<DraftEdited> {
  return inScope(scope, async (tx) => {
    const at = now();
    if (isNew) await insertItem(tx, { id, at });
    if (!(await lockItem(tx, id))) return notFound();
    const items = await listItems(tx);
    const item = items.find((one) => one.id === id) ?? notFound();
    const published = items.flatMap((one) => (one.published ? [one.published] : []));
    const edited = edit(item.draft ?? item.published ?? newDefinition, published);
    if (!edited.ok) return edited;
    const problem = findDraftProblem(edited.value);
    if (problem) return { ...refuse("definition-wrong"), problem, edited: edited.value };
    await writeDraft(tx, { itemId: id, definition: edited.value, at, by: scope.userId });
    await log(tx, scope, "catalogue.draft-saved", edited.value);
    return ok(null);
  });
}

type Published = Result<{ version: number }, "no-draft" | "definition-wrong"> & {
  problem?: DefinitionProblem;
  edited?: Definition;
};

/** Offers an item's draft as its next version from now on; requests under way keep theirs. */
export function publishItem(scope: StaffScope, id: string): Promise<Published> {
  return inScope(scope, async (tx) => {
    if (!(await lockItem(tx, id))) return notFound();
    const [item] = await listItems(tx, id);
    if (!item?.draft) return refuse("no-draft");
    const problem = findDefinitionProblem(item.draft);
    if (problem) return { ...refuse("definition-wrong"), problem, edited: item.draft };
    const version = await publishDraft(tx, { itemId: id, at: now(), by: scope.userId });
    await log(tx, scope, "catalogue.published", item.draft, { revision: version });
    return ok({ version });
  });
}

/** Takes an item out of the catalogue, or offers it again. */
export function retireItem(scope: StaffScope, id: string, retired: boolean): Promise<void> {
  return inScope(scope, async (tx) => {
    if (!(await lockItem(tx, id))) return notFound();
    await setRetired(tx, id, retired ? now() : null);
    const [item] = await listItems(tx, id);
    const definition = item?.published ?? item?.draft ?? null;
    if (definition) await log(tx, scope, retired ? "catalogue.retired" : "catalogue.restored", definition);
  });
}

/** Moves an item by one place in the catalogue, for everybody; at the end nothing moves. */
export function moveItem(scope: StaffScope, id: string, to: Direction): Promise<void> {
  return inScope(scope, async (tx) => {
    const ids = await lockItems(tx);
    const at = ids.indexOf(id);
    if (at < 0) return notFound();
    const order = moved(ids, at, to);
    if (order[at] === id) return;
    await setOrder(tx, order);
    const [item] = await listItems(tx, id);
    const definition = item?.published ?? item?.draft ?? null;
    if (definition) await log(tx, scope, "catalogue.moved", definition);
  });
}

/** Offers an item to some clients; to all where none is named. */
export function offerItem(scope: StaffScope, id: string, clientIds: readonly string[]): Promise<void> {
  return inScope(scope, async (tx) => {
    if (!(await lockItem(tx, id))) return notFound();
    await setOffer(tx, id, clientIds.length === 0 ? null : clientIds);
    const [item] = await listItems(tx, id);
    const definition = item?.published ?? item?.draft ?? null;
    if (definition) await log(tx, scope, "catalogue.offered", definition, { count: clientIds.length });
  });
}

async function log(
  tx: Tx,
  scope: StaffScope,
  action: AuditAction,
  { title }: Definition,
  detail: Record<string, number> = {},
): Promise<void> {
  await appendAudit(tx, scope, { action, detail: { name: title.en, ...detail } });
}
