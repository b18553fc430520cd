import { listLiveClients } from "#app/clients/client-store.server.ts";
import { listItems } from "#app/desk/store/catalogue-store.server.ts";
import {
  clearPublication,
  insertGuide,
  listEditedGuides,
  listMisses,
  removeMiss,
  writeGuideDraft,
  writePublication,
  type EditedGuide,
  type SearchMiss,
} from "#app/desk/store/guide-store.server.ts";
import { inLanguage } from "#app/desk/words.ts";
import type { AuditAction } from "#app/identity/audit.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { inScope, readInScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import type { GuideDraft } from "./guide-content.ts";
import { guideTitle } from "./guide-title.ts";
import { publicationOf, renderGuide } from "./render-guide.server.ts";

type Choice = { id: string; name: string };

/** All guides, and what was searched for without a hit. */
export function getGuides(
  scope: StaffScope,
): Promise<{ guides: EditedGuide[]; misses: SearchMiss[]; items: Choice[] }> {
  return readInScope(scope, async (tx) => ({
    guides: await listEditedGuides(tx),
    misses: await listMisses(tx),
    items: await itemChoices(tx),
  }));
}

/** What an editor shows: the guide (null for one that isn't there yet), its draft as clients would read it, and what it can belong to. */
export type GuideEditor = {
  guide: EditedGuide | null;
  /** Its title in the reader's language, or in one that it has. */
  title: string;
  preview: { title: string; html: string }[];
  clients: Choice[];
  items: Choice[];
};

/** One guide with its preview; a 404 for one that isn't there. */
export function getGuideEditor(scope: StaffScope, id: string | null): Promise<GuideEditor> {
  return readInScope(scope, async (tx) => {
    const [guide = null] = id === null ? [] : await listEditedGuides(tx, id);
    if (id !== null && !guide) return notFound();
    const content = guide?.draft?.texts ?? guide?.published ?? {};
    const texts = Object.values(content);
    return {
      guide,
      title: guideTitle(content).title,
      preview: texts.map(({ title, body }) => ({ title, html: renderGuide(body) })),
      clients: await listLiveClients(tx),
      items: await itemChoices(tx),
    };
  });
}

async function itemChoices(tx: Tx): Promise<Choice[]> {
  return (await listItems(tx)).flatMap(({ id, retired, published }) =>
    published && !retired ? [{ id, name: inLanguage(published.title) }] : [],
  );
}

/** Keeps a draft of a guide, which clients don't see; a guide of a new id is added. */
export function saveGuide(scope: StaffScope, id: string, draft: GuideDraft): Promise<void> {
  return inScope(scope, async (tx) => {
    await insertGuide(tx, id);
    await writeGuideDraft(tx, { id, draft, by: scope.userId });
    await log(tx, scope, "guide.saved", guideTitle(draft.texts).title);
  });
}

/** Shows a guide's draft to whom it is for, in the place of what was published before. */
export function publishGuide(scope: StaffScope, id: string): Promise<Result<null, "no-draft">> {
  return inScope(scope, async (tx) => {
    const [guide] = await listEditedGuides(tx, id);
    if (!guide) return notFound();
    if (!guide.draft) return refuse("no-draft");
    await writePublication(tx, id, guide.draft, publicationOf(guide.draft));
    await log(tx, scope, "guide.published", guideTitle(guide.draft.texts).title);
    return ok(null);
  });
}

/** Takes a guide out of sight; what was published is its draft again, unless another one is being written. */
export function withdrawGuide(scope: StaffScope, id: string): Promise<void> {
  return inScope(scope, async (tx) => {
    const [guide] = await listEditedGuides(tx, id);
    if (!guide) return notFound();
    if (!guide.published) return;
    const { clientId, itemId, published } = guide;
    if (!guide.draft)
      await writeGuideDraft(tx, { id, draft: { clientId, itemId, texts: published }, by: scope.userId });
    await clearPublication(tx, id);
    await log(tx, scope, "guide.withdrawn", guideTitle(published).title);
  });
}

/** Takes a search out of the list of those without a hit. */
export function forgetMiss(scope: StaffScope, words: string): Promise<void> {
  return inScope(scope, (tx) => removeMiss(tx, words));
}

async function log(tx: Tx, scope: StaffScope, action: AuditAction, name: string): Promise<void> {
  await appendAudit(tx, scope, { action, detail: { name } });
}
