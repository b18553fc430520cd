import { ok, refuse, type Result } from "#app/platform/result.ts";

export const callAnswers = ["done", "failed"] as const;
/** What automation answers to a call. */
export type CallAnswer = (typeof callAnswers)[number];

/** How a call stands: it waits, it was answered in time, nothing came, or a person took its line over. */
export type CallState = "waiting" | CallAnswer | "no-answer" | "taken-over";

/** What an answer does: it settles the call, is kept for whoever reads it, or came before. */
export type AnswerEffect = "settles" | "late" | "repeated";

/**
 * What an answer does to a call. The first one in time settles it; one after the call has ended is kept and changes nothing, and so does
 * the same answer once more. A second answer that says otherwise is refused: one call has one answer.
 */
export function takeAnswer(
  call: { state: CallState; answer: CallAnswer | null },
  answer: CallAnswer,
): Result<AnswerEffect, "answered-otherwise"> {
  if (call.answer !== null) return call.answer === answer ? ok("repeated") : refuse("answered-otherwise");
  return ok(call.state === "waiting" ? "settles" : "late");
}

/** Whether a line is to be called: it calls something, is open, and nothing was called yet that waits or did it. */
export function isCallable(line: { call: unknown; doneAt: Date | null }, latest: CallState | null): boolean {
  if (line.call === null || line.doneAt !== null) return false;
  return latest === null || latest === "failed" || latest === "no-answer" || latest === "taken-over";
}
