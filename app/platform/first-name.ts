const initials = /^(\p{L}\.)+$/u;

/**
 * How somebody is called by a first name: titles before it (words that end in a full stop, `Prof. Dr.`) are left out. The
 * whole name where no first name is known: behind initials (`J. de Vries`), or where only a title and a family name are.
 */
export function firstNameOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const at = words.findIndex((word) => !word.endsWith("."));
  const titles = words.slice(0, Math.max(at, 0));
  const isKnown =
    at === 0 || (at > 0 && at < words.length - 1 && !titles.some((word) => initials.test(word)));
  return (isKnown ? words[at] : undefined) ?? name.trim();
}
