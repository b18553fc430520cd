/** Something that was written on a request, by its id and who wrote it. */
export type WrittenText = { id: string; authorName: string };

/** The latest of the texts that were not there before and that the reader didn't write; null where there is none. `texts` are oldest first. */
export function latestArrived<Text extends WrittenText>(
  texts: readonly Text[],
  { known, own }: { known: ReadonlySet<string>; own: ReadonlySet<string> },
): Text | null {
  return texts.findLast(({ id }) => !known.has(id) && !own.has(id)) ?? null;
}
