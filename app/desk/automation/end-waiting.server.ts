import { endWaitingCall, type CallEnd } from "#app/desk/store/automation-store.server.ts";
import type { LineKey } from "#app/desk/store/change-store.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { stopDirect } from "#app/webhooks/direct-event.server.ts";

/**
 * Ends the call of a line that waits, in the caller's transaction, which locked the request: a message that has not arrived yet is not
 * sent any more, so that nothing is done twice. False where none waits.
 */
export async function endWaitingInside(tx: Tx, line: LineKey, end: CallEnd): Promise<boolean> {
  const call = await endWaitingCall(tx, line, end);
  if (call) await stopDirect(tx, { endpointId: call.endpointId, eventId: call.id }, "given-up");
  return call !== null;
}
