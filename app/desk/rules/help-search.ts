/** The longest search that is looked at, in words. */
const mostWords = 8;

/** The words of a search: letters and digits, two at least, each once. Give it what `searchKey` made of what was typed. */
export function searchWords(key: string): string[] {
  const words = key.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= 2);
  return [...new Set(words)].slice(0, mostWords);
}

/**
 * What a search finds, best first: what holds all of its words; where nothing does, what holds one of four letters or more, by how many it
 * holds. `words` of an entry as `searchKey` writes them; a word is found within a longer one (wachtwoord in wachtwoordherstel).
 */
export function rankHelp<Entry extends { words: string }>(key: string, entries: readonly Entry[]): Entry[] {
  const wanted = searchWords(key);
  if (wanted.length === 0) return [];
  const score = (entry: Entry, looked: readonly string[]): number =>
    looked.filter((word) => entry.words.includes(word)).length;
  const whole = entries.filter((entry) => score(entry, wanted) === wanted.length);
  if (whole.length > 0) return whole;
  const telling = wanted.filter((word) => word.length >= 4);
  return entries
    .map((entry) => ({ entry, found: score(entry, telling) }))
    .filter(({ found }) => found > 0)
    .sort((a, b) => b.found - a.found)
    .map(({ entry }) => entry);
}
