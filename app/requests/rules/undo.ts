/**
 * What can be undone: acts that leave no more behind than the request's own columns. A message was sent, a merge moves other requests along,
 * time that was booked is money: those stay.
 */
export const undoableActs = ["take", "move", "assign", "priority", "snooze"] as const;
export type UndoableAct = (typeof undoableActs)[number];

/** Tells whether an act can be undone. */
export function isUndoable(act: string): act is UndoableAct {
  return undoableActs.some((one) => one === act);
}

/** For how many milliseconds a page offers to undo an act. */
export const undoOfferedMs = 10_000;
/** Until when an undo counts: pages come and forms go over slow lines. */
export const undoAcceptedMs = 15_000;
/** When a letter about an act goes out: not before the act can be undone no longer. */
export const undoLetterMs = 20_000;

export type UndoRefusal = "too-late" | "changed-meanwhile" | "letter-sent";

/** An act as it was kept: when, the request's revision after it, and whether it was undone already. */
export type KeptAct = { at: Date; revision: number; undoneAt: Date | null };

/** Whether an act is undone now: only once, only for a while, and only where nobody changed the request since. */
export function decideUndo(
  kept: KeptAct,
  request: { revision: number },
  at: Date,
): "undo" | "undone" | Exclude<UndoRefusal, "letter-sent"> {
  if (kept.undoneAt !== null) return "undone";
  if (request.revision !== kept.revision) return "changed-meanwhile";
  return at.getTime() - kept.at.getTime() <= undoAcceptedMs ? "undo" : "too-late";
}
