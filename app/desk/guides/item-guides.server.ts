import { listGuides, type PublishedGuide } from "#app/desk/store/guide-store.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { getLocale, type Locale } from "#app/platform/i18n/locale.ts";

import { guideTitle } from "./guide-title.ts";

/** A guide as it is read; `locale` where it is not there in the reader's language. */
export type ShownGuide = {
  id: string;
  itemId: string | null;
  title: string;
  html: string;
  locale: Locale | null;
};

/** A published guide in the ambient language, or in one that it has. */
export function shownGuide({ id, itemId, content }: PublishedGuide): ShownGuide {
  const { title, text, locale } = guideTitle(content);
  return { id, itemId, title, html: text?.html ?? "", locale: locale === getLocale() ? null : locale };
}

/** The guides that belong to an item of the catalogue: one query. */
export async function listItemGuides(tx: Tx, itemId: string): Promise<ShownGuide[]> {
  return (await listGuides(tx, { itemId })).map(shownGuide);
}
