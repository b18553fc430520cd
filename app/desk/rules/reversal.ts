export type ReversalRefusal = "not-in-effect" | "reversed-already" | "not-undone" | "not-allowed";

/**
 * Why somebody can't ask to undo what a change did; null where they can. `mayAsk`: the change's item is theirs to ask, or they work on
 * requests at the MSP. A request that undid something is not undone itself, and nothing is undone twice.
 */
export function findReversalRefusal(
  change: {
    effectState: "none" | "pending" | "done" | "undone" | "dropped";
    reversesId: string | null;
    reversedBy: string | null;
  },
  mayAsk: boolean,
): ReversalRefusal | null {
  if (!mayAsk) return "not-allowed";
  if (change.reversedBy !== null || change.effectState === "undone") return "reversed-already";
  if (change.reversesId !== null) return "not-undone";
  return change.effectState === "done" ? null : "not-in-effect";
}
