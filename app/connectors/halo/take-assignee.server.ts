import { inScope } from "#app/platform/db.server.ts";
import { assignRequestInside } from "#app/requests/assign-request.server.ts";
import { isAtWork } from "#app/requests/rules/request-state.ts";
import { lockRequest } from "#app/requests/store/lock-request.server.ts";

import { findSeenAgent, writeSeenAgent } from "./agent-store.server.ts";
import type { Pair } from "./context.server.ts";

/**
 * Gives a request to the colleague that its ticket's agent is, each time that the ticket got another agent in Halo. An agent who is
 * nobody here changes nothing, and neither does one on a request that is closed.
 */
export async function takeAssignee({ actor, agents, key }: Pair, agentId: number | null): Promise<void> {
  await inScope(actor, async (tx) => {
    if ((await findSeenAgent(tx, key)) === agentId) return;
    const person = agentId === null ? null : agents.get(agentId);
    const { id, state, assigneeId } = await lockRequest(tx, actor, key.requestId);
    if (person && isAtWork(state) && assigneeId !== person.userId)
      await assignRequestInside(tx, actor, { id, from: assigneeId, to: person.userId });
    await writeSeenAgent(tx, key, agentId);
  });
}
