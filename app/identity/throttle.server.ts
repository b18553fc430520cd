import { createHash } from "node:crypto";

import {
  countGuess,
  countInWindow,
  deleteCount,
  findLock,
  takeBackGuess,
} from "#app/identity/throttle-store.server.ts";
import { requestContext } from "#app/platform/request-context.server.ts";

import { lockMinutes, networkOf } from "./rules/throttle-subjects.ts";

/** What guesses are counted for, and how many wrong ones make a round. */
export type Subject = { key: string; round: number };

/** A guess that may be made, or the whole minutes until the next one may. `lastOfRound`: if this one is wrong too, the subject is locked. */
export type Attempt =
  { allowed: true; failures: number; lastOfRound: boolean } | { allowed: false; minutes: number };

type Kind = "account" | "device" | "code" | "confirm" | "forgot" | "device-forgot" | "invited";

/** One person's or mailbox's guesses, of one kind; the text itself is not kept. */
export function subjectOf(kind: Kind, text: string): Subject {
  return {
    key: `${kind}:${createHash("sha256").update(text.trim().toLowerCase()).digest("base64url")}`,
    round: 5,
  };
}

/** The caller's network, counted apart for signing in, reset letters and the check of statements: many people share one, so its rounds are longer. */
export function networkSubject(site: "network" | "forgot" | "statement" | "agreement" = "network"): Subject {
  return { key: `${site}:${visitorNetwork()}`, round: 20 };
}

/** The network that the request under way comes from. */
export function visitorNetwork(): string {
  return networkOf(requestContext()?.ip ?? "unknown");
}

/** Who sends invitations: one person's may be many, a flood has pauses that grow. */
export function inviterSubject(userId: string): Subject {
  return { key: `inviter:${userId}`, round: 30 };
}

/** Counts a guess before it is made, so that a hundred at once don't slip past the count; the last of a round locks the subject until it proves right. */
export async function countAttempt(subject: Subject): Promise<Attempt> {
  const steps = Array.from({ length: 9 }, (_, at) => lockMinutes(at + 1));
  const row = await countGuess({ key: subject.key, round: subject.round, steps, length: steps.length });
  if (row) return { allowed: true, failures: row.failures, lastOfRound: row.last };
  const lock = await findLock(subject.key);
  return { allowed: false, minutes: lock?.minutes ?? 1 };
}

/** Forgets a subject's wrong guesses after a right one. */
export async function clearAttempts(subject: Subject): Promise<void> {
  await deleteCount(subject.key);
}

/** Takes back the one guess that was right, and leaves the others counted: a network is not cleared by its owner's own account. */
export async function takeBackAttempt(subject: Subject): Promise<void> {
  await takeBackGuess(subject.round, subject.key);
}

/** Counts one of at most `most` within the minutes that the first of them begins; false for those beyond. */
export async function countWithin(subject: string, most: number, minutes: number): Promise<boolean> {
  const rows = await countInWindow({ subject, minutes, most });
  return rows.length > 0;
}
