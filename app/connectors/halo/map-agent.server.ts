import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { inScope } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { writeChosenAgent } from "./agent-store.server.ts";
import { findConnection, listActors } from "./store.server.ts";

/**
 * Says which colleague an agent of Halo's is (null: nobody here; undefined: whoever has the same e-mail address or name). It holds for
 * what the agent does from now on; what was taken already keeps its author.
 */
export function mapAgent(
  scope: StaffScope,
  { haloId, userId }: { haloId: number; userId: string | null | undefined },
): Promise<Result<null, "not-in-list" | "not-staff">> {
  return inScope(scope, async (tx) => {
    const agent = (await findConnection(tx))?.lists?.agents.find(({ id }) => id === haloId);
    if (!agent) return refuse("not-in-list");
    const person = (await listActors(tx)).find((one) => one.userId === userId);
    if (typeof userId === "string" && !person) return refuse("not-staff");
    await writeChosenAgent(tx, haloId, userId);
    await appendAudit(tx, scope, {
      action: "halo.agent-mapped",
      detail: { from: agent.name, to: person?.name ?? null },
    });
    return ok(null);
  });
}
