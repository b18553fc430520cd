/** What decides whose turn it is: lower positions first, those of one position in any order. */
export type Turn = { id: string; position: number; state: "waiting" | "signed" | "declined" };

/** Those who may sign now: of the waiting ones, those of the lowest position. */
export function whoseTurn<Signer extends Turn>(signers: readonly Signer[]): Signer[] {
  const waiting = signers.filter(({ state }) => state === "waiting");
  const first = Math.min(...waiting.map(({ position }) => position));
  return waiting.filter(({ position }) => position === first);
}

/** Tells whether everybody has signed; nobody at all is not everybody. */
export function isComplete(signers: readonly Turn[]): boolean {
  return signers.length > 0 && signers.every(({ state }) => state === "signed");
}

/** Tells whether a typed name is the signer's, whatever its capitals, accents' form and spaces. */
export function isOwnName(typed: string, name: string): boolean {
  const plain = (text: string): string =>
    text.normalize("NFKC").toLowerCase().replaceAll(/\s+/gu, " ").trim();
  return plain(typed) !== "" && plain(typed) === plain(name);
}

/** When a person who has not signed is to be reminded: days after it became their turn. */
export const reminderDays = [3, 7] as const;

/** Tells whether a reminder is due: so many were sent, and it has been this person's turn for so many whole days. */
export function isReminderDue(sent: number, daysWaiting: number): boolean {
  const day = reminderDays[sent];
  return day !== undefined && daysWaiting >= day;
}
