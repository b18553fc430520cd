import { listLiveClients } from "#app/clients/client-store.server.ts";
import {
  findDefinitionProblem,
  type Definition,
  type DefinitionProblem,
} from "#app/desk/rules/definition.ts";
import {
  insertItem,
  listItems,
  lockItem,
  publishDraft,
  setOffer,
  setRetired,
  writeDraft,
  type EditedItem,
} from "#app/desk/store/catalogue-store.server.ts";
import type { AuditAction } from "#app/identity/audit.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

/** All items with what is published and what is being changed: one query. */
export function getItems(scope: StaffScope): Promise<EditedItem[]> {
  return inScope(scope, (tx) => listItems(tx));
}

export type EditorPage = { item: EditedItem; clients: { id: string; name: string }[] };

/** One item with the clients that it can be offered to; null for one that isn't there yet. */
export function getEditor(scope: StaffScope, id: string): Promise<EditorPage | null> {
  return inScope(scope, async (tx) => {
    const [item] = await listItems(tx, id);
    return item ? { item, clients: await listLiveClients(tx) } : null;
  });
}

/** Keeps a draft of an item, which clients don't see; an item of a new id is added. */
export function saveDraft(
  scope: StaffScope,
  input: { id: string; definition: Definition },
): Promise<Result<null, "definition-wrong"> & { problem?: DefinitionProblem }> {
  return inScope(scope, async (tx) => {
    const problem = findDefinitionProblem(input.definition);
    if (problem) return { ...refuse("definition-wrong"), problem };
    const at = now();
    await insertItem(tx, { id: input.id, at });
    await lockItem(tx, input.id);
    await writeDraft(tx, { itemId: input.id, definition: input.definition, at, by: scope.userId });
    await log(tx, scope, "catalogue.draft-saved", input.definition);
    return ok(null);
  });
}

/** Offers an item's draft as its next version from now on; requests under way keep theirs. */
export function publishItem(scope: StaffScope, id: string): Promise<Result<{ version: number }, "no-draft">> {
  return inScope(scope, async (tx) => {
    if (!(await lockItem(tx, id))) return notFound();
    const [item] = await listItems(tx, id);
    if (!item?.draft) return refuse("no-draft");
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
