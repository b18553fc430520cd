import type { Scope } from "./scope.ts";

/** The e-mails about requests that a person may do without. What concerns approvals, access and security is none of them. */
export const letterKinds = ["answers", "done", "progress", "times", "assigned"] as const;
export type LetterKind = (typeof letterKinds)[number];

const kindsBySide: Record<Scope["kind"], readonly LetterKind[]> = {
  client: ["answers", "progress", "done"],
  staff: ["answers", "assigned", "times"],
};

/** The kinds that somebody of this side is ever sent. */
export function letterKindsOf(kind: Scope["kind"]): readonly LetterKind[] {
  return kindsBySide[kind];
}

/** Tells whether somebody wants e-mails of a kind; where a letter goes to a company's address, nobody has a say. */
export function wantsLetter(
  person: { mutedLetters?: readonly string[] | undefined },
  kind: LetterKind,
): boolean {
  return !person.mutedLetters?.includes(kind);
}
