import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { inScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";

import { tellClient } from "./letters.server.ts";
import type { RadarSetting } from "./rules/radar.ts";
import { lockProposal } from "./store/proposal-store.server.ts";
import { writeRadarSetting } from "./store/radar-store.server.ts";
import { answerQuestion, appendNote } from "./store/talk-store.server.ts";

type Address = { clientId: string; id: string };

/** Answers a client's question, which its buyers are told by e-mail; the first answer stays. */
export function answerAboutProposal(
  scope: StaffScope,
  { clientId, id, questionId, answer }: Address & { questionId: string; answer: string },
): Promise<void> {
  return inScope(scope, async (tx) => {
    const proposal = (await lockProposal(tx, clientId, id)) ?? notFound();
    if (!(await answerQuestion(tx, proposal, { questionId, answer, answeredBy: scope.userId }))) return;
    await tellClient(tx, proposal, { kind: "answered", key: questionId, words: answer });
    await appendAudit(tx, scope, {
      action: "proposal.answered",
      target: `proposal:${id}`,
      clientId,
      detail: { name: proposal.name },
    });
  });
}

/** Keeps what the MSP's people say to each other about a proposal; sent twice, it is kept once. */
export function noteOnProposal(
  scope: StaffScope,
  { clientId, id, noteId, words }: Address & { noteId: string; words: string },
): Promise<void> {
  return inScope(scope, async (tx) => {
    const proposal = (await lockProposal(tx, clientId, id)) ?? notFound();
    await appendNote(tx, proposal, { noteId, words, writtenBy: scope.userId });
  });
}

/** Sets what the radar and the proposals reckon with. */
export function setRadar(scope: StaffScope, setting: RadarSetting): Promise<void> {
  return inScope(scope, async (tx) => {
    await writeRadarSetting(tx, setting, scope.userId);
    await appendAudit(tx, scope, {
      action: "radar.set",
      target: "msp",
      detail: { amountMinor: setting.seatPriceMinor },
    });
  });
}
