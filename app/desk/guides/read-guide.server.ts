import { getCatalogue, type CatalogueItem } from "#app/desk/catalogue/catalogue-page.server.ts";
import { rankHelp } from "#app/desk/rules/help-search.ts";
import { countMiss, listGuides, writeVote } from "#app/desk/store/guide-store.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { inScope, readInScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { searchKey } from "#app/platform/search-key.ts";

import { shownGuide, type ShownGuide } from "./item-guides.server.ts";

/** A guide as a list names it. */
export type GuideLink = { id: string; title: string };

/** A guide that this person may read: one query; a 404 for another. */
export function getGuide(scope: ClientScope, id: string): Promise<ShownGuide> {
  return readInScope(scope, async (tx) => {
    const [guide] = await listGuides(tx, { id });
    return guide ? shownGuide(guide) : notFound();
  });
}

export type HelpPage = { items: CatalogueItem[]; guides: GuideLink[]; isFound: boolean };

/** The items and guides that this person may use, or those that a search finds (see `rankHelp`). */
export async function findHelp(scope: ClientScope, typed: string): Promise<HelpPage> {
  const items = await getCatalogue(scope);
  const guides = await readInScope(scope, (tx) => listGuides(tx));
  const links = guides.map((guide) => ({ id: guide.id, title: shownGuide(guide).title, words: guide.words }));
  const key = searchKey(typed);
  if (key.length < 2) return { items, guides: links.map(withoutWords), isFound: true };
  const known = items.map((item) => ({ item, words: searchKey(`${item.title} ${item.about}`) }));
  const found = {
    items: rankHelp(key, known).map(({ item }) => item),
    guides: rankHelp(key, links).map(withoutWords),
  };
  return { ...found, isFound: found.items.length + found.guides.length > 0 };
}

/** The same for the page where something is asked: a search that finds nothing is counted, for staff to see what is missing. */
export async function getHelp(scope: ClientScope, typed: string): Promise<HelpPage> {
  const help = await findHelp(scope, typed);
  const words = searchKey(typed).slice(0, 100);
  if (!help.isFound) await inScope(scope, (tx) => countMiss(tx, scope.clientId, words));
  return help;
}

const withoutWords = ({ id, title }: GuideLink & { words: string }): GuideLink => ({ id, title });

/** Keeps whether a guide was this person's answer; their last word counts. */
export function answerGuide(scope: ClientScope, guideId: string, helped: boolean): Promise<void> {
  return inScope(scope, async (tx) => {
    const [guide] = await listGuides(tx, { id: guideId });
    if (!guide) return notFound();
    await writeVote(tx, { clientId: scope.clientId, guideId, userId: scope.userId, helped });
  });
}
