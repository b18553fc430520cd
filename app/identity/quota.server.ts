import { networkOf } from "./rules/throttle-subjects.ts";
import type { Scope } from "./scope.ts";
import { countWithin } from "./throttle.server.ts";

/** How many letters one person's acts may send within an hour: staff's reach many clients at once. */
const lettersAnHour = { client: 60, staff: 2000 } as const;
const refusedReadsAnHour = 60;
const refusedSignInsAnHour = 60;
const consentsAnHour = 5;

/** Counts a letter that a person's act sends; false where this hour's are used up. */
export function countLetter({ kind, userId }: Scope): Promise<boolean> {
  return countWithin(`letters:${userId}`, lettersAnHour[kind], 60);
}

/** Whether a page refused to a person is still written to the audit log this hour; the request log has each. */
export function countRefusedRead({ userId }: Scope): Promise<boolean> {
  return countWithin(`refused-reads:${userId}`, refusedReadsAnHour, 60);
}

/** Whether a sign-in refused unseen, while its account or network waits, is still written to the audit log this hour. */
export function countLockedSignIn(address: string): Promise<boolean> {
  return countWithin(`locked-sign-ins:${networkOf(address)}`, refusedSignInsAnHour, 60);
}

/** Whether a consent that Microsoft's answer brings for a client is still written to the audit log this hour: its address can be called by hand. */
export function countConsent(clientId: string): Promise<boolean> {
  return countWithin(`consents:${clientId}`, consentsAnHour, 60);
}
