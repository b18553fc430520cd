/** A request with its title as `searchKey` writes it; `itemId` where it was asked from the catalogue. Minutes worked. */
export type AskedBefore = {
  clientId: string;
  clientName: string;
  itemId: string | null;
  title: string;
  key: string;
  minutes: number;
};

/** What a request may be about: an item of the catalogue or a guide, with its titles in all languages as `searchKey` writes them. */
export type Topic = { kind: "item" | "guide"; id: string; title: string; words: string };

/** What a client asked more than once. `topic` where its words name one; `itemId` where it was asked from the catalogue. */
export type Recurring = {
  key: string;
  clientId: string;
  clientName: string;
  itemId: string | null;
  topic: Topic | null;
  title: string;
  count: number;
  minutes: number;
};

/** Words shorter than this (nieuwe, graag, Fehler) say too little of what a request is about. */
const tellingLetters = 7;

const tellingIn = (words: string): string[] =>
  words.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= tellingLetters);

/** The topic of which a title holds the longest telling word (printer in labelprinter), or which holds the title's; null for none. */
export function topicOf(key: string, topics: readonly Topic[]): Topic | null {
  let best: { topic: Topic; letters: number } | null = null;
  const own = tellingIn(key);
  for (const topic of topics) {
    const shared = [
      ...tellingIn(topic.words).filter((word) => key.includes(word)),
      ...own.filter((word) => topic.words.includes(word)),
    ];
    const letters = Math.max(0, ...shared.map((word) => word.length));
    if (letters > (best?.letters ?? 0)) best = { topic, letters };
  }
  return best?.topic ?? null;
}

/**
 * What came back, by client: what was asked from one item, requests about one topic, and requests of one title but for its numbers; what
 * took the most time first. What was asked once is left out.
 */
export function groupRecurring(asked: readonly AskedBefore[], topics: readonly Topic[]): Recurring[] {
  const groups = new Map<string, Recurring>();
  for (const one of asked) {
    const topic = one.itemId === null ? topicOf(one.key, topics) : null;
    const what = one.itemId ?? (topic ? `${topic.kind} ${topic.id}` : one.key.replaceAll(/\d+/g, "#"));
    const key = `${one.clientId} ${what}`;
    const known = groups.get(key);
    if (known) {
      known.count += 1;
      known.minutes += one.minutes;
    } else {
      const { clientId, clientName, itemId, title, minutes } = one;
      groups.set(key, { key, clientId, clientName, itemId, topic, title, count: 1, minutes });
    }
  }
  return [...groups.values()]
    .filter(({ count }) => count > 1)
    .sort((one, other) => other.minutes - one.minutes || other.count - one.count);
}

/** How often a text above an item's form (no guide) or a guide was the answer at a client, so that nothing was asked. */
export type Solved = { clientId: string; itemId: string | null; guideId: string | null; count: number };

/** How often what keeps coming back was solved without a request: by what belongs to its item, or by the guide that is about it. */
export function solvedOf(
  { clientId, itemId }: Pick<Recurring, "clientId" | "itemId">,
  guideId: string | null,
  solved: readonly Solved[],
): number {
  return solved
    .filter((one) => one.clientId === clientId)
    .filter((one) => (itemId === null ? guideId !== null && one.guideId === guideId : one.itemId === itemId))
    .reduce((sum, { count }) => sum + count, 0);
}
