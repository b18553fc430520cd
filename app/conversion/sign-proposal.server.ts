import { cancelSignedInside } from "#app/agreements/end-agreement.server.ts";
import { lockClient } from "#app/clients/client-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, inScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { log } from "#app/platform/log.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { zoneAt } from "#app/platform/zone-text.ts";
import { startOfDay } from "#app/platform/zone.server.ts";

import { tellClient } from "./letters.server.ts";
import { stateAfter } from "./rules/state.ts";
import { hasSigned, listVersions, lockProposal, moveProposal } from "./store/proposal-store.server.ts";

/** Takes up that a proposal's agreement is signed by all: from now on its activation is due on the start day. Told twice, it is taken up once; one that was withdrawn meanwhile stays so, and of two the first one counts. */
export function signProposal(clientId: string, id: string): Promise<void> {
  return asSystem(async (tx) => {
    const client = await lockClient(tx, clientId);
    const proposal = await lockProposal(tx, clientId, id);
    const state = proposal && stateAfter(proposal.state, "sign");
    if (!client || !proposal) return;
    if (!state) {
      if (proposal.signedAt === null)
        log.warn({ client: clientId, proposal: id }, "a proposal that has ended was signed all the same");
      return;
    }
    if (await hasSigned(tx, clientId))
      return log.warn({ client: clientId, proposal: id }, "another proposal of the client is signed already");
    const version = (await listVersions(tx, proposal)).find((one) => one.id === proposal.versionId);
    if (!version) return;
    const at = now();
    await moveProposal(tx, proposal, state, { signedAt: at });
    await enqueue(
      tx,
      "conversion.activate",
      { clientId, id },
      { key: `activate:${id}`, runAt: startOfDay(zoneAt(client.zone, at), version.startsOn) },
    );
    await tellClient(tx, proposal, { kind: "signed", key: "" });
    await appendAudit(tx, "system", {
      action: "proposal.signed",
      target: `proposal:${id}`,
      clientId,
      detail: { name: proposal.name, from: version.startsOn },
    });
  });
}

export type CancelRefusal = "not-now";

/** Cancels a signed conversion before it is in force: hours and money are untouched and there is no contract, and its agreement counts as cancelled; where it waited for money, the automatic top-up stays off. Done twice, it is done once. */
export function cancelConversion(
  scope: StaffScope,
  { clientId, id }: { clientId: string; id: string },
): Promise<Result<null, CancelRefusal>> {
  return inScope(scope, async (tx) => {
    await lockClient(tx, clientId);
    const proposal = (await lockProposal(tx, clientId, id)) ?? notFound();
    if (proposal.state === "cancelled") return ok(null);
    const state = stateAfter(proposal.state, "cancel");
    if (state === null) return refuse("not-now");
    await moveProposal(tx, proposal, state);
    await cancelSignedInside(tx, scope, { subjectKind: "proposal", subjectId: id, reason: proposal.name });
    const kind = proposal.state === "closing" ? "cancelled-closing" : "cancelled";
    await tellClient(tx, proposal, { kind, key: "" });
    await appendAudit(tx, scope, {
      action: "proposal.cancelled",
      target: `proposal:${id}`,
      clientId,
      detail: { name: proposal.name },
    });
    return ok(null);
  });
}
