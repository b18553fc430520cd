import { findWorkCosts } from "#app/contracts/store/margin-store.server.ts";
import { rankHelp } from "#app/desk/rules/help-search.ts";
import { listItems } from "#app/desk/store/catalogue-store.server.ts";
import { listGuides } from "#app/desk/store/guide-store.server.ts";
import { listRecurring, type Recurring } from "#app/desk/store/recurring-store.server.ts";
import { guideTitle } from "#app/desk/guides/guide-title.ts";
import { inLanguage } from "#app/desk/words.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { addDays } from "#app/platform/day.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { searchKey } from "#app/platform/search-key.ts";
import { dayIn } from "#app/platform/zone.server.ts";

/** What would end it: a guide that is there, an item of the catalogue, or one of them that is still to be made. */
export type Remedy =
  | { kind: "guide" | "item"; id: string; title: string }
  | { kind: "write-guide"; itemId: string | null; title: string };

/** A thing that keeps coming back; the cost in the MSP's own minor units, of its time and of handling each request. */
export type RecurringRow = Recurring & { costMinor: number; remedy: Remedy };

/** How far back is looked, in days. */
export const recurringDays = 90;

/** What kept coming back in the last 90 days, by client, with what it cost and what would end it: five queries. */
export function getRecurringPage(scope: StaffScope): Promise<{ rows: RecurringRow[]; currency: string }> {
  return readInScope(scope, async (tx) => {
    const { zone, currency } = await requireMsp(tx);
    const rows = await listRecurring(tx, addDays(dayIn(zone, now()), -recurringDays));
    const { hourMinor, requestMinor } = await findWorkCosts(tx);
    const items = (await listItems(tx)).flatMap(({ id, retired, published }) => {
      if (!published || retired) return [];
      const title = inLanguage(published.title);
      return [
        { kind: "item" as const, id, title, words: searchKey(Object.values(published.title).join(" ")) },
      ];
    });
    const guides = (await listGuides(tx)).map(({ id, itemId, content }) => ({
      kind: "guide" as const,
      id,
      itemId,
      title: guideTitle(content).title,
      words: searchKey(
        Object.values(content)
          .map(({ title }) => title)
          .join(" "),
      ),
    }));
    const remedyOf = (row: Recurring, title: string): Remedy => {
      const found =
        row.itemId === null
          ? rankHelp(searchKey(title), [...guides, ...items])[0]
          : guides.find(({ itemId }) => itemId === row.itemId);
      return found
        ? { kind: found.kind, id: found.id, title: found.title }
        : { kind: "write-guide", itemId: row.itemId, title };
    };
    const priced = rows.map((row) => {
      const title = items.find(({ id }) => id === row.itemId)?.title ?? row.title;
      const costMinor = Math.round((row.minutes * hourMinor) / 60) + row.count * requestMinor;
      return { ...row, title, costMinor, remedy: remedyOf(row, title) };
    });
    return { rows: priced, currency };
  });
}
