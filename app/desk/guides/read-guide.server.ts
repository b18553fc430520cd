import { getCatalogue, type CatalogueItem } from "#app/desk/catalogue/catalogue-page.server.ts";
import { rankHelp } from "#app/desk/rules/help-search.ts";
import { countMiss, listGuides, writeVote, type PublishedGuide } from "#app/desk/store/guide-store.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { inScope, readInScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { getLocale, type Locale } from "#app/platform/i18n/locale.ts";
import { searchKey } from "#app/platform/search-key.ts";

import { guideTitle } from "./guide-title.ts";

/** A guide as it is read; `locale` where it is not there in the reader's language. */
export type ShownGuide = { id: string; itemId: string | null; title: string; html: string; locale: Locale | null };
/** A guide as a list names it. */
export type GuideLink = { id: string; title: string };

function shown({ id, itemId, content }: PublishedGuide): ShownGuide {
  const { title, text, locale } = guideTitle(content);
  return { id, itemId, title, html: text?.html ?? "", locale: locale === getLocale() ? null : locale };
}

/** A guide that this person may read: one query; a 404 for another. */
export function getGuide(scope: ClientScope, id: string): Promise<ShownGuide> {
  return readInScope(scope, async (tx) => {
    const [guide] = await listGuides(tx, { id });
    return guide ? shown(guide) : notFound();
  });
}

/** The guides that belong to an item of the catalogue: one query. */
export async function listItemGuides(tx: Tx, itemId: string): Promise<ShownGuide[]> {
  return (await listGuides(tx, { itemId })).map(shown);
}

export type HelpPage = { items: CatalogueItem[]; guides: GuideLink[]; isFound: boolean };

/**
 * The items and guides that this person may use, or those that a search finds: three queries. A search that finds nothing is counted, for
 * staff to see what is missing; `isFound` is false then.
 */
export async function getHelp(scope: ClientScope, typed: string): Promise<HelpPage> {
  const items = await getCatalogue(scope);
  const guides = await readInScope(scope, (tx) => listGuides(tx));
  const links = guides.map((guide) => ({ id: guide.id, title: shown(guide).title, words: guide.words }));
  const key = searchKey(typed).slice(0, 100);
  if (key.length < 2) return { items, guides: links.map(withoutWords), isFound: true };
  const wordsOf = ({ title, about }: CatalogueItem): string => searchKey(`${title} ${about}`);
  const found = {
    items: rankHelp(
      key,
      items.map((item) => ({ item, words: wordsOf(item) })),
    ).map(({ item }) => item),
    guides: rankHelp(key, links).map(withoutWords),
  };
  const isFound = found.items.length + found.guides.length > 0;
  if (!isFound) await inScope(scope, (tx) => countMiss(tx, scope.clientId, key));
  return { ...found, isFound };
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
