import type { Condition } from "./clauses.ts";
import type { TemplateClause, TemplateContent, TemplateLocale } from "./template.ts";

/** A stretch of words that both versions have, or one alone. */
export type ComparedPart = { kind: "same" | "added" | "removed"; text: string };
export type ComparedClause = {
  id: string;
  heading: string;
  kind: "same" | "added" | "removed" | "changed" | "moved";
  parts: ComparedPart[];
  /** What it depends on from then on; null where that stayed. */
  when: readonly Condition[] | null;
};

/**
 * What changed between two versions in one language: clauses are matched by their ids, so that renumbering is no change. A clause is moved
 * where it stands elsewhere among those that both versions have, and changed where its words or what it depends on differ.
 */
export function compareTemplates(
  before: TemplateContent,
  after: TemplateContent,
  locale: TemplateLocale,
): ComparedClause[] {
  const old = new Map(before.clauses.map((clause) => [clause.id, clause]));
  const kept = new Set(after.clauses.map(({ id }) => id));
  const gone = before.clauses.filter(({ id }) => !kept.has(id));
  const orderOf = ({ clauses }: TemplateContent): string =>
    clauses.map(({ id }) => (kept.has(id) && old.has(id) ? `${id}\n` : "")).join("");
  // As few clauses as possible are said to be moved: those outside the longest common order.
  const moved = new Set(
    compareWords(orderOf(before), orderOf(after))
      .filter(({ kind }) => kind === "added")
      .flatMap(({ text }) => text.split("\n")),
  );
  return [
    ...after.clauses.map((clause): ComparedClause => {
      const earlier = old.get(clause.id);
      if (!earlier) return whole(clause, locale, "added");
      const parts = compareWords(textOf(earlier, locale), textOf(clause, locale));
      const isSame = parts.every(({ kind }) => kind === "same");
      const when = JSON.stringify(earlier.when) === JSON.stringify(clause.when) ? null : clause.when;
      const kind = !isSame || when ? "changed" : moved.has(clause.id) ? "moved" : "same";
      return { id: clause.id, heading: clause.heading[locale], kind, parts, when };
    }),
    ...gone.map((clause) => whole(clause, locale, "removed")),
  ];
}

function whole(clause: TemplateClause, locale: TemplateLocale, kind: "added" | "removed"): ComparedClause {
  return {
    id: clause.id,
    heading: clause.heading[locale],
    kind,
    parts: [{ kind, text: textOf(clause, locale) }],
    when: clause.when.length > 0 ? clause.when : null,
  };
}

function textOf({ heading, text }: TemplateClause, locale: TemplateLocale): string {
  return `${heading[locale]}\n${text[locale]}`;
}

/** The words of two texts with what was added and removed: a longest common sequence. */
export function compareWords(before: string, after: string): ComparedPart[] {
  const [a, b] = [before.split(/(?<=\s)/), after.split(/(?<=\s)/)];
  // lengths[i][j]: the longest common sequence of a from i and b from j
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      set(lengths, i, j, a[i] === b[j] ? get(lengths, i + 1, j + 1) + 1 : best(lengths, i, j));
  const parts: ComparedPart[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      push(parts, "same", a[i++] ?? "");
      j += 1;
    } else if (j >= b.length || (i < a.length && get(lengths, i + 1, j) >= get(lengths, i, j + 1)))
      push(parts, "removed", a[i++] ?? "");
    else push(parts, "added", b[j++] ?? "");
  }
  return parts;
}

const get = (lengths: Uint16Array[], i: number, j: number): number => lengths[i]?.[j] ?? 0;
const best = (lengths: Uint16Array[], i: number, j: number): number =>
  Math.max(get(lengths, i + 1, j), get(lengths, i, j + 1));
function set(lengths: Uint16Array[], i: number, j: number, value: number): void {
  const row = lengths[i];
  if (row) row[j] = value;
}

function push(parts: ComparedPart[], kind: ComparedPart["kind"], text: string): void {
  const last = parts.at(-1);
  if (last?.kind === kind) last.text += text;
  else parts.push({ kind, text });
}
