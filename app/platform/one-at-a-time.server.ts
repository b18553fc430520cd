/** Work under way by who asked for it. */
const underWay = new Map<string, { what: string; work: Promise<unknown> }>();

/**
 * Runs costly work for one person at a time, in this process: the same thing asked again while it runs gets the same
 * answer, anything else gets null and is not begun. `what` names the work and its result's type.
 */
export function oneAtATime<T>(person: string, what: string, begin: () => Promise<T>): Promise<T> | null {
  const current = underWay.get(person);
  if (current) return current.what === what ? (current.work as Promise<T>) : null;
  const work = begin().finally(() => underWay.delete(person));
  underWay.set(person, { what, work });
  return work;
}
