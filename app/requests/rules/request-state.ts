/** How a request stands. The last four are of standard changes alone: nobody moves a request there by hand. */
export const requestStates = [
  "new",
  "in_progress",
  "waiting",
  "done",
  "awaiting_approval",
  "scheduled",
  "refused",
  "withdrawn",
] as const;
export type RequestState = (typeof requestStates)[number];

/** The states in which a request asks nothing of anybody any more. */
export const closedStates = ["done", "refused", "withdrawn"] as const satisfies readonly RequestState[];

/** Tells whether a request asks nothing of anybody any more. */
export function isClosed(state: string): boolean {
  return closedStates.some((closed) => closed === state);
}

/** Tells whether a request is the MSP's to work on now. */
export function isAtWork(state: RequestState): boolean {
  return state === "new" || state === "in_progress" || state === "waiting";
}

/** Tells whether a text is a state. */
export function isRequestState(value: unknown): value is RequestState {
  return requestStates.some((state) => state === value);
}

const staffMoves: Record<RequestState, readonly RequestState[]> = {
  new: ["in_progress", "waiting", "done"],
  in_progress: ["waiting", "done"],
  waiting: ["in_progress", "done"],
  done: ["in_progress"],
  awaiting_approval: [],
  scheduled: [],
  refused: [],
  withdrawn: [],
};

const changeMoves: Partial<Record<RequestState, readonly RequestState[]>> = { done: ["new"] };
const clientMoves: typeof changeMoves = { ...changeMoves, new: ["withdrawn"] };

/** `change`: a standard change, which its checklist and effect complete. */
export const requestKinds = ["plain", "change"] as const;
export type RequestKind = (typeof requestKinds)[number];

/** Tells whether a text is a kind of request. */
export function isRequestKind(value: string): value is RequestKind {
  return requestKinds.some((kind) => kind === value);
}

/**
 * The states that a request may be moved to by hand from here: staff move it along, the client's people ask again about one that
 * is done, and take one back that nobody works on yet. A standard change is moved to neither: its own rules complete and withdraw it.
 */
export function nextStates(
  by: "staff" | "client",
  { state, kind }: { state: RequestState; kind: RequestKind },
): readonly RequestState[] {
  if (by === "client") return kind === "change" ? (changeMoves[state] ?? []) : (clientMoves[state] ?? []);
  return kind === "change" ? staffMoves[state].filter((to) => to !== "done") : staffMoves[state];
}
