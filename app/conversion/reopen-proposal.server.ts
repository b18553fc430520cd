import { isAlive, type Agreement } from "#app/agreements/agreement.ts";
import { findAgreementFor } from "#app/agreements/find-agreement.server.ts";
import { lockClient } from "#app/clients/client-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { localeOf } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { uuidOf } from "#app/platform/uuid-of.server.ts";

import { tellMaker } from "./letters.server.ts";
import { stateAfter } from "./rules/state.ts";
import { lockProposal, moveProposal, type Proposal } from "./store/proposal-store.server.ts";
import { appendQuestion } from "./store/talk-store.server.ts";

/** Opens the choice of a taken proposal again when its agreement ended unsigned; why somebody declined becomes a question to its maker. Told twice, it is done once; where another agreement was made meanwhile nothing changes. */
export function reopenProposal(clientId: string, id: string): Promise<void> {
  return asSystem(async (tx) => {
    const client = await lockClient(tx, clientId);
    const proposal = await lockProposal(tx, clientId, id);
    const state = proposal && stateAfter(proposal.state, "reconsider");
    const agreement = await findAgreementFor(tx, "proposal", id);
    if (!client || !state || !agreement || isAlive(agreement)) return;
    await moveProposal(tx, proposal, state);
    await withLocale(localeOf(client.locale), () => askWhy(tx, proposal, agreement));
    await appendAudit(tx, "system", {
      action: "proposal.reopened",
      target: `proposal:${id}`,
      clientId,
      detail: { name: proposal.name },
    });
  });
}

async function askWhy(tx: Tx, proposal: Proposal, { id, signers }: Agreement): Promise<void> {
  const declined = signers.find(({ state, side }) => state === "declined" && side === "client");
  if (!declined) return;
  const words = m.conversion_declined_to_sign({ reason: declined.reason ?? "" });
  const questionId = uuidOf(`declined:${id}`);
  const asked = { questionId, lineKey: null, words, askedBy: declined.userId };
  if (await appendQuestion(tx, proposal, asked))
    await tellMaker(tx, proposal, { kind: "asked", key: questionId, words });
}
