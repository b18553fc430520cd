/** How a request stands. */
export const requestStates = ["new", "in_progress", "waiting", "done"] as const;
export type RequestState = (typeof requestStates)[number];

/** Tells whether a text is a state. */
export function isRequestState(value: unknown): value is RequestState {
  return requestStates.some((state) => state === value);
}

const staffMoves: Record<RequestState, readonly RequestState[]> = {
  new: ["in_progress", "waiting", "done"],
  in_progress: ["waiting", "done"],
  waiting: ["in_progress", "done"],
  done: ["in_progress"],
};

/** The states that a request may go to from here: staff move it along, the client's people can only ask again about one that is done. */
export function nextStates(by: "staff" | "client", state: RequestState): readonly RequestState[] {
  if (by === "staff") return staffMoves[state];
  return state === "done" ? ["new"] : [];
}
