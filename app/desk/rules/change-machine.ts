import { ok, refuse, type Result } from "#app/platform/result.ts";
import { isAtWork, type RequestState } from "#app/requests/rules/request-state.ts";

/** Who acts on a standard change; `system` is the clock. */
export const changeRoles = ["requester", "approver", "msp", "staff", "system"] as const;
export type ChangeRole = (typeof changeRoles)[number];

/** What its own verbs do with a standard change; what is done with any request (take, wait, reopen) is by the table of requests. */
export const changeActs = [
  "approve",
  "refuse",
  "withdraw",
  "expire",
  "complete",
  "close",
  "add-line",
  "tick",
  "untick",
  "hour",
] as const;
export type ChangeAct = (typeof changeActs)[number];

/** When the effect counts: as soon as the work is complete (but not before its hour), or at its hour, complete or not. */
export type EffectTiming = "completion" | "hour";

/** How a standard change stands. */
export type Change = {
  state: RequestState;
  /** The approvals that are still needed, in order: whose they are and how many. */
  steps: readonly { by: "approver" | "msp"; left: number }[];
  openLines: number;
  effect: "none" | "pending" | "done";
  timing: EffectTiming;
  /** The effect's hour has come; true where it has none. */
  isDue: boolean;
};

export type ChangeRefusal =
  "no-such-step" | "not-allowed" | "lines-open" | "not-due" | "already-done" | "no-line-open";

const closed: readonly RequestState[] = ["refused", "withdrawn"];

/** Who may do what. */
const actors: Record<ChangeAct, readonly ChangeRole[]> = {
  approve: ["approver", "msp"],
  refuse: ["approver", "msp"],
  withdraw: ["requester"],
  expire: ["system"],
  complete: ["staff"],
  close: ["staff"],
  "add-line": ["staff"],
  tick: ["staff", "system"],
  untick: ["staff"],
  hour: ["system"],
};

/** How a change stands after an act, or why the act is refused. Nothing takes effect before it is approved, and nothing twice. */
export function actOn(change: Change, act: ChangeAct, role: ChangeRole): Result<Change, ChangeRefusal> {
  if (!actors[act].includes(role)) return refuse("not-allowed");
  switch (act) {
    case "approve":
    case "refuse":
      return decide(change, act, role);
    case "withdraw":
    case "expire":
      if (change.state !== "awaiting_approval") return refuse("no-such-step");
      return ok({ ...change, state: act === "expire" ? "refused" : "withdrawn" });
    case "add-line":
    case "untick":
      return isAtWork(change.state)
        ? ok({ ...change, openLines: change.openLines + 1 })
        : refuse("no-such-step");
    case "tick":
      if (!isAtWork(change.state)) return refuse("no-such-step");
      return change.openLines > 0
        ? ok({ ...change, openLines: change.openLines - 1 })
        : refuse("no-line-open");
    case "complete":
      return complete(change);
    case "close":
      return close(change);
    case "hour":
      return atItsHour(change);
  }
}

function decide(change: Change, act: "approve" | "refuse", role: ChangeRole): Result<Change, ChangeRefusal> {
  const [step, ...later] = change.steps;
  if (change.state !== "awaiting_approval" || !step) return refuse("no-such-step");
  if (step.by !== role) return refuse("not-allowed");
  if (act === "refuse") return ok({ ...change, state: "refused" });
  const steps = step.left > 1 ? [{ ...step, left: step.left - 1 }, ...later] : later;
  return ok({ ...change, steps, state: steps.length === 0 ? "new" : "awaiting_approval" });
}

function complete(change: Change): Result<Change, ChangeRefusal> {
  if (!isAtWork(change.state) || change.steps.length > 0) return refuse("no-such-step");
  if (change.openLines > 0) return refuse("lines-open");
  if (change.effect === "pending" && !change.isDue) return ok({ ...change, state: "scheduled" });
  return ok({ ...change, state: "done", effect: change.effect === "pending" ? "done" : change.effect });
}

/** Ends it without what it asked; what took effect can only be undone by another request. */
function close(change: Change): Result<Change, ChangeRefusal> {
  if (change.effect === "done") return refuse("already-done");
  const isWithMsp = isAtWork(change.state) || change.state === "scheduled";
  return isWithMsp ? ok({ ...change, state: "refused" }) : refuse("no-such-step");
}

function atItsHour(change: Change): Result<Change, ChangeRefusal> {
  if (!change.isDue) return refuse("not-due");
  if (change.effect !== "pending") return refuse("already-done");
  const isApproved = change.state !== "awaiting_approval" && change.steps.length === 0;
  if (!isApproved || closed.includes(change.state)) return refuse("no-such-step");
  if (change.state === "scheduled") return ok({ ...change, state: "done", effect: "done" });
  return change.timing === "hour" ? ok({ ...change, effect: "done" }) : refuse("lines-open");
}
