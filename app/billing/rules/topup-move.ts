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

/** The note on an attempt whose payment was accepted and waits for a bank. */
export const parkedNote = "parked";

/** How the ledger's attempt moves: its state, when somebody looks again, why, and which try it is now. Null leaves what is there. */
export type AttemptMove = {
  status: AttemptState;
  notBefore: Date | null;
  note: string | null;
  tryNo: number;
};

/** What is known of an attempt before Stripe is asked. */
export type AttemptFacts = {
  status: AttemptState;
  note: string | null;
  tryNo: number;
  failures: number;
  collection: "charge" | "invoice";
  permission: Situation["permission"];
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const lookAgainMs = 6 * hourMs;

/** What an ending writes on the attempt; null leaves it as it is. */
export function moveFor(
  step: Step,
  at: Date,
  { status, tryNo }: Pick<AttemptFacts, "status" | "tryNo">,
): AttemptMove | null {
  const later = (ms: number): Date => new Date(at.getTime() + ms);
  if (waitsForPerson(status) && (step.do === "park" || step.do === "rest"))
    return { status, notBefore: later(lookAgainMs), note: null, tryNo };
  switch (step.do) {
    case "credit":
      return { status: "succeeded", notBefore: null, note: "paid", tryNo };
    case "park":
      return { status: "charging", notBefore: later(lookAgainMs), note: parkedNote, tryNo };
    case "ask-person":
      return { status: "requires_action", notBefore: later(lookAgainMs), note: step.code, tryNo };
    case "retry":
      return {
        status: "queued",
        notBefore: later(step.afterHours * hourMs),
        note: step.code,
        tryNo: tryNo + 1,
      };
    case "suspend":
      return { status: "invoice_open", notBefore: later(lookAgainMs), note: step.code, tryNo };
    case "send-invoice":
      return { status: "invoice_open", notBefore: later(lookAgainMs), note: "invoiced", tryNo };
    case "close":
      return {
        status: step.code === notWanted ? "canceled" : "failed",
        notBefore: null,
        note: step.code,
        tryNo,
      };
    default:
      return null;
  }
}

/** What a payment that differs from its order writes: still open, so that nothing else charges, until the payment went back whole. */
export function moveForMismatch(
  isRefunded: boolean,
  at: Date,
  { status, tryNo }: Pick<AttemptFacts, "status" | "tryNo">,
): AttemptMove {
  if (isRefunded) return { status: "failed", notBefore: null, note: "mismatch-refunded", tryNo };
  return {
    status: waitsForPerson(status) ? status : "unknown",
    notBefore: new Date(at.getTime() + lookAgainMs),
    note: "mismatch",
    tryNo,
  };
}

/** What doubt writes: still open, so that nothing else can charge. A key that Stripe spent on an error gets a successor, used only after a look. */
export function moveForDoubt(
  why: { note: string; spent: boolean; refused: boolean },
  at: Date,
  { status, note, tryNo }: Pick<AttemptFacts, "status" | "note" | "tryNo">,
): AttemptMove {
  const key = keyNumber(note) + (why.spent ? 1 : 0);
  // A key that is spent was used by a later call than the one that parked it.
  const said =
    note === parkedNote && !why.spent
      ? parkedNote
      : `${key > 1 ? `key ${key}: ` : ""}${why.note}`.slice(0, 200);
  return {
    status: waitsForPerson(status) ? status : "unknown",
    notBefore: new Date(at.getTime() + (why.refused ? hourMs : minuteMs)),
    note: said,
    tryNo,
  };
}

/** Which key of this try is next at Stripe: each try begins with its first. */
export function keyNumber(note: string | null): number {
  return Number(/^key (\d+): /.exec(note ?? "")?.[1] ?? 1);
}

/** The idempotency key of one call: the same for as long as nobody knows what became of it. */
export function topupKey(
  attemptId: string,
  op: string,
  { tryNo, note }: Pick<AttemptFacts, "tryNo" | "note">,
): string {
  const number = keyNumber(note);
  return `topup:${attemptId}:${op}:${tryNo}${number > 1 ? `:${number}` : ""}`;
}

/** Where the work on an attempt begins; `claimed` by a worker, or only looked at because there is news. */
export function situationOf(attempt: AttemptFacts, claimed: boolean): Situation {
  const waits = waitsForPerson(attempt.status);
  return {
    collection: attempt.collection,
    permission: attempt.permission,
    failures: attempt.failures,
    hasClaim: claimed && !waits,
    waits,
    parked: attempt.note === parkedNote && !waits,
    invoice: "unseen",
    answer: null,
  };
}
