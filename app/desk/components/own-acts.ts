/** How long after an act what changes on its request counts as the same person's, in milliseconds. */
const ownMs = 4000;

const acts = new Map<string, number>();
let latest: readonly string[] = [];

/** Remembers the requests that somebody does something with on this page. */
export function noteOwnAct(ids: readonly string[]): void {
  latest = ids;
  for (const id of ids) acts.set(id, performance.now());
}

/** Remembers that the latest of them is undone on this page. */
export function noteUndo(): void {
  noteOwnAct(latest);
}

/** Tells whether a change of a request follows from what was done on this page just now. */
export function isOwnAct(id: string | null): boolean {
  const at = id === null ? undefined : acts.get(id);
  return at !== undefined && performance.now() - at < ownMs;
}
