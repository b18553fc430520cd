import type { z } from "zod";

import { findAgreementFor } from "#app/agreements/find-agreement.server.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import {
  acceptProposal,
  askAboutProposal,
  declineProposal,
  reconsiderProposal,
} from "./accept-proposal.server.ts";
import { answerAboutProposal, confirmReadiness, noteOnProposal } from "./answer-client.server.ts";
import { askApproval, refuseApproval } from "./ask-approval.server.ts";
import { approveProposal, sendProposal, withdrawProposal } from "./make-proposal.server.ts";
import type { clientProposalForm, staffProposalForm } from "./proposal-form.server.ts";
import { findTakenSeats } from "./proposal-seats.server.ts";
import type { AcceptRefusal, ProposalRefusal } from "./rules/refusals.ts";
import { readinessItems } from "./rules/readiness.ts";
import { signPath } from "./sign-path.ts";
import { cancelConversion } from "./sign-proposal.server.ts";

/** What was done in words, or why it was not. */
type Done<R extends string> = Promise<Result<string, R>>;

/** Does what a form of the staff's page asks. */
export async function actAsStaff(
  scope: StaffScope,
  at: { clientId: string; id: string },
  form: z.output<typeof staffProposalForm>,
): Done<ProposalRefusal> {
  const said = async (
    acted: Promise<Result<null, ProposalRefusal>>,
    words: string,
  ): Done<ProposalRefusal> => {
    const result = await acted;
    return result.ok ? ok(words) : result;
  };
  switch (form.intent) {
    case "send":
      return said(sendProposal(scope, at), m.conversion_done_sent());
    case "withdraw":
      return said(withdrawProposal(scope, at), m.conversion_done_withdrawn());
    case "cancel":
      return said(cancelConversion(scope, at), m.conversion_done_cancelled());
    case "approve":
      return said(
        approveProposal(scope, { ...at, seen: form.seen, reason: form.reason }),
        m.conversion_done_approved(),
      );
    case "ask-approval":
      return said(askApproval(scope, { ...at, seen: form.seen }), m.conversion_done_approval_asked());
    case "refuse-approval":
      return said(
        refuseApproval(scope, { ...at, seen: form.seen, reason: form.reason }),
        m.conversion_done_approval_refused(),
      );
    case "note":
      await noteOnProposal(scope, { ...at, noteId: form.id, words: form.words });
      return ok(m.conversion_done_noted());
    case "answer":
      await answerAboutProposal(scope, { ...at, questionId: form.question, answer: form.answer });
      return ok(m.conversion_done_answered());
  }
}

/** What was done in words, and where it goes on: null stays on the page. */
type ClientDone = { words: string; goOn: string | null };

/** Does what a form of the client's page asks. */
export async function actAsClient(
  scope: ClientScope,
  id: string,
  form: z.output<typeof clientProposalForm>,
): Promise<Result<ClientDone, AcceptRefusal>> {
  switch (form.intent) {
    case "accept": {
      const { seen, variant, payment } = form;
      const seats = await findTakenSeats(scope, { id, variant, fields: form });
      if (!seats) return refuse("seats-wrong");
      const taken = await acceptProposal(scope, { id, seen, variant, seats, payment });
      return taken.ok ? ok({ words: m.conversion_done_accepted(), goOn: await goOnAt(scope, id) }) : taken;
    }
    case "reconsider":
      return said(await reconsiderProposal(scope, id), m.conversion_done_reconsidered());
    case "decline":
      return said(await declineProposal(scope, { id, reason: form.reason }), m.conversion_done_declined());
    case "ask": {
      const { id: questionId, line = null, words } = form;
      return said(
        await askAboutProposal(scope, { id, questionId, lineKey: line, words }),
        m.conversion_done_asked(),
      );
    }
    case "ready": {
      const item = readinessItems.find((known) => known === form.item);
      if (item) await confirmReadiness(scope, { clientId: scope.clientId, item, on: form.on === "on" });
      return ok({ words: "", goOn: null });
    }
  }
}

async function goOnAt(scope: ClientScope, id: string): Promise<string | null> {
  const agreement = await readInScope(scope, (tx) => findAgreementFor(tx, "proposal", id));
  return agreement && signPath(agreement, scope);
}

function said(result: Result<null, AcceptRefusal>, words: string): Result<ClientDone, AcceptRefusal> {
  return result.ok ? ok({ words, goOn: null }) : result;
}
