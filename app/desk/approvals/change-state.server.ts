import type { Change } from "#app/desk/rules/change-machine.ts";
import type { StepRow } from "#app/desk/store/approval-store.server.ts";
import type { ChangeRow, EffectState, LineRow } from "#app/desk/store/change-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import type { RequestState } from "#app/requests/rules/request-state.ts";

/** How a standard change stands, as its rules read it. */
export function changeState(
  state: RequestState,
  change: ChangeRow,
  steps: readonly StepRow[],
  lines: readonly LineRow[],
): Change {
  return {
    state,
    steps: steps
      .filter((step) => step.state === "open" || step.state === "later")
      .map((step) => ({
        by: step.group === "msp" ? "msp" : "approver",
        left: step.needed - step.decisions.filter(({ outcome }) => outcome === "approved").length,
      })),
    openLines: lines.filter(({ doneAt }) => doneAt === null).length,
    effect: effectOf(change.effectState),
    timing: change.effect === "leaver" && change.reversesId === null ? "hour" : "completion",
    isDue: change.effectAt === null || change.effectAt <= now(),
  };
}

function effectOf(state: EffectState): Change["effect"] {
  if (state === "undone") return "done";
  return state === "dropped" ? "none" : state;
}
