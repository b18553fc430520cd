import { notWanted, type Situation, type Step } from "./topup-step.ts";

export const attemptStates = [
  "queued",
  "charging",
  "requires_action",
  "invoice_open",
  "unknown",
  "succeeded",
  "failed",
  "canceled",
] as const;
export type AttemptState = (typeof attemptStates)[number];

/** Tells whether a text is the state of a top-up attempt. */
export function isAttemptState(value: string): value is AttemptState {
  return attemptStates.some((state) => state === value);
}

/** Tells whether the attempt waits for a person: nobody charges it, but it can still be paid. */
export function waitsForPerson(state: AttemptState): boolean {
  return state === "requires_action" || state === "invoice_open";
}

/** Tells whether the attempt has ended; only a payment that arrives after all still changes it. */
export function isClosed(state: AttemptState): boolean {
  return state === "succeeded" || state === "failed" || state === "canceled";
}

/** Tells whether money may be moving: nothing else may be bought meanwhile. */
export function mayBeCharging(state: AttemptState): boolean {
  return state === "charging" || state === "unknown" || state === "requires_action";
}

/** Where the work on one attempt stands at Stripe. A try is one charge of its invoice; tries and keys are counted from 1. */
export type AttemptProgress = {
  tryNo: number;
  /** Which idempotency key of this try is next at Stripe. */
  keyNo: number;
  /** A payment of this try was accepted, and the bank has not decided yet. */
  awaitsBank: boolean;
};

/** How the ledger's attempt moves. A null `nextLookAt` or `note` leaves what is there; the note is for people, no rule reads it. */
export type AttemptMove = AttemptProgress & {
  status: AttemptState;
  /** From when on a worker may claim the attempt (again); while it is claimed, the claim's end. No look (glossary) is numbered by it. */
  nextLookAt: Date | null;
  note: string | null;
};

/** What is known of an attempt before Stripe is asked. */
export type AttemptFacts = AttemptProgress & {
  status: AttemptState;
  failures: number;
  collection: "charge" | "invoice";
  permission: Situation["permission"];
};

type Standing = AttemptProgress & { status: AttemptState };

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const lookAgainMs = 6 * hourMs;

/** A move that changes nothing but what `to` says. */
export function moveTo(
  { status, tryNo, keyNo, awaitsBank }: Standing,
  to: Partial<AttemptMove>,
): AttemptMove {
  return { status, tryNo, keyNo, awaitsBank, nextLookAt: null, note: null, ...to };
}

/** What an ending writes on the attempt; null leaves it as it is. */
export function moveFor(step: Step, at: Date, attempt: Standing): AttemptMove | null {
  const later = (ms: number): Date => new Date(at.getTime() + ms);
  const nextLookAt = later(lookAgainMs);
  const decided = { ...attempt, awaitsBank: false };
  if (waitsForPerson(attempt.status) && (step.do === "await-bank" || step.do === "leave"))
    return moveTo(attempt, { nextLookAt });
  switch (step.do) {
    case "credit":
      return moveTo(decided, { status: "succeeded", note: "paid" });
    case "await-bank":
      return moveTo(attempt, { status: "charging", awaitsBank: true, nextLookAt, note: "awaits the bank" });
    case "ask-person":
      return moveTo(decided, { status: "requires_action", nextLookAt, note: step.code });
    case "retry":
      return moveTo(decided, {
        status: "queued",
        tryNo: attempt.tryNo + 1,
        keyNo: 1,
        nextLookAt: later(step.afterHours * hourMs),
        note: step.code,
      });
    case "suspend":
      return moveTo(decided, { status: "invoice_open", nextLookAt, note: step.code });
    case "send-invoice":
    case "leave-open":
      return moveTo(decided, { status: "invoice_open", nextLookAt, note: "invoiced" });
    case "close":
      return moveTo(decided, { status: step.code === notWanted ? "canceled" : "failed", note: step.code });
    default:
      return null;
  }
}

/** What a payment that differs from its order writes: still open, so that nothing else charges, until the payment went back whole. */
export function moveForMismatch(isRefunded: boolean, at: Date, attempt: Standing): AttemptMove {
  const decided = { ...attempt, awaitsBank: false };
  if (isRefunded) return moveTo(decided, { status: "failed", note: "mismatch-refunded" });
  return moveTo(decided, {
    status: waitsForPerson(attempt.status) ? attempt.status : "unknown",
    nextLookAt: new Date(at.getTime() + lookAgainMs),
    note: "mismatch",
  });
}

/** What doubt writes: still open, so that nothing else can charge. A key that Stripe spent on an error gets a successor, used only after a look. */
export function moveForDoubt(
  why: { note: string; spent: boolean; needsPerson: boolean },
  at: Date,
  attempt: Standing,
): AttemptMove {
  return moveTo(attempt, {
    status: waitsForPerson(attempt.status) ? attempt.status : "unknown",
    keyNo: attempt.keyNo + (why.spent ? 1 : 0),
    // A key that is spent was used by a later call than the payment that the bank was to decide on.
    awaitsBank: attempt.awaitsBank && !why.spent,
    nextLookAt: new Date(at.getTime() + (why.needsPerson ? hourMs : minuteMs)),
    note: why.note.slice(0, 200),
  });
}

/** The idempotency key of one call: the same for as long as nobody knows what became of it. */
export function topupKey(
  attemptId: string,
  op: string,
  { tryNo, keyNo }: Pick<AttemptProgress, "tryNo" | "keyNo">,
): string {
  return `topup:${attemptId}:${op}:${tryNo}${keyNo > 1 ? `:${keyNo}` : ""}`;
}

/** Where the work on an attempt begins: done by the worker that claimed it, or only read because Stripe has news of it. */
export function situationOf(attempt: AttemptFacts, byWorker: boolean): Situation {
  const waits = waitsForPerson(attempt.status);
  return {
    collection: attempt.collection,
    permission: attempt.permission,
    failures: attempt.failures,
    mayChangeStripe: byWorker && !waits,
    waits,
    awaitsBank: attempt.awaitsBank && !waits,
    invoice: "unseen",
    answer: null,
  };
}
