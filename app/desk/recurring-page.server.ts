import { findWorkCosts } from "#app/contracts/store/margin-store.server.ts";
import { guideTitle } from "#app/desk/guides/guide-title.ts";
import { rankHelp } from "#app/desk/rules/help-search.ts";
import { groupRecurring, solvedOf, type Recurring, type Topic } from "#app/desk/rules/recurring.ts";
import { listItems } from "#app/desk/store/catalogue-store.server.ts";
import { listGuides } from "#app/desk/store/guide-store.server.ts";
import { listAskedSince, listSolvedSince } from "#app/desk/store/recurring-store.server.ts";
import { inLanguage } from "#app/desk/words.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { addDays } from "#app/platform/day.ts";
import { readInScope, type Tx } from "#app/platform/db.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { searchKey } from "#app/platform/search-key.ts";
import { dayIn, startOfDay } from "#app/platform/zone.server.ts";

/** What would end it: a guide that is there, an item of the catalogue, or a guide that is still to be written. */
export type Remedy =
  | { kind: "guide" | "item"; id: string; title: string }
  | { kind: "write-guide"; itemId: string | null; title: string };

/** A thing that keeps coming back; the cost in the MSP's own minor units, of its time and of handling each request. */
export type RecurringRow = Pick<
  Recurring,
  "key" | "clientId" | "clientName" | "title" | "count" | "minutes"
> & {
  costMinor: number;
  /** How often a guide or the text above the form was the answer, so that nothing was asked. */
  solved: number;
  remedy: Remedy;
};

/** How far back is looked, in days. */
export const recurringDays = 90;
const mostRows = 200;

/** What kept coming back in the last 90 days, by client, with what it cost and what would end it. */
export function getRecurringPage(scope: StaffScope): Promise<{ rows: RecurringRow[]; currency: string }> {
  return readInScope(scope, async (tx) => {
    const { zone, currency } = await requireMsp(tx);
    const from = addDays(dayIn(zone, now()), -recurringDays);
    const asked = await listAskedSince(tx, from);
    const solved = await listSolvedSince(tx, startOfDay(zone, from));
    const { hourMinor, requestMinor } = await findWorkCosts(tx);
    const { topics, guideOfItem } = await readTopics(tx);
    const rows = groupRecurring(asked, topics).slice(0, mostRows);
    return {
      currency,
      rows: rows.map(({ itemId, topic, ...row }) => {
        const title = topics.find(({ id }) => id === (itemId ?? topic?.id))?.title ?? row.title;
        const found =
          itemId === null
            ? (topic ?? rankHelp(searchKey(title), topics)[0] ?? null)
            : (guideOfItem.get(itemId) ?? null);
        return {
          ...row,
          title,
          costMinor: Math.round((row.minutes * hourMinor) / 60) + row.count * requestMinor,
          solved: solvedOf({ ...row, itemId }, found?.kind === "guide" ? found.id : null, solved),
          remedy: found
            ? { kind: found.kind, id: found.id, title: found.title }
            : { kind: "write-guide", itemId, title },
        };
      }),
    };
  });
}

/** What is published and offered, guides before items, and the guide of each item that has one. */
async function readTopics(tx: Tx): Promise<{ topics: Topic[]; guideOfItem: Map<string, Topic> }> {
  const guideOfItem = new Map<string, Topic>();
  const guides = (await listGuides(tx)).map(({ id, itemId, content }): Topic => {
    const titles = Object.values(content).map(({ title }) => title);
    const topic = { kind: "guide" as const, id, title: guideTitle(content).title, words: keyOf(titles) };
    if (itemId !== null) guideOfItem.set(itemId, topic);
    return topic;
  });
  const items = (await listItems(tx)).flatMap(({ id, retired, published }): Topic[] =>
    published && !retired
      ? [
          {
            kind: "item",
            id,
            title: inLanguage(published.title),
            words: keyOf(Object.values(published.title)),
          },
        ]
      : [],
  );
  return { topics: [...guides, ...items], guideOfItem };
}

const keyOf = (titles: readonly string[]): string => searchKey(titles.join(" "));
