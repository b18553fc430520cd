/** Where a proposal stands: being made, with the client, taken, signed by both, closing what was prepaid, in force; or ended on the way. */
export const proposalStates = [
  "draft",
  "sent",
  "accepted",
  "signed",
  "closing",
  "active",
  "withdrawn",
  "declined",
  "cancelled",
] as const;
export type ProposalState = (typeof proposalStates)[number];

/** What can be done with a proposal: by the MSP, by the client, or by a job. */
export type ProposalAct =
  | "edit"
  | "send"
  | "withdraw"
  | "accept"
  | "decline"
  | "reconsider"
  | "sign"
  | "cancel"
  | "close"
  | "activate";

const moves: Record<ProposalAct, Partial<Record<ProposalState, ProposalState>>> = {
  // what is with the client stays readable there until its next version is sent
  edit: { draft: "draft", sent: "sent" },
  send: { draft: "sent", sent: "sent" },
  withdraw: { draft: "withdrawn", sent: "withdrawn", accepted: "withdrawn" },
  accept: { sent: "accepted" },
  decline: { sent: "declined", accepted: "declined" },
  reconsider: { accepted: "sent" },
  sign: { accepted: "signed" },
  // closing waits for money on its way, and nothing but the automatic top-up has ended yet
  cancel: { signed: "cancelled", closing: "cancelled" },
  close: { signed: "closing", closing: "closing" },
  activate: { closing: "active" },
};

/** The state after an act; null where the act is not possible. Nothing follows an end. */
export function stateAfter(state: ProposalState, act: ProposalAct): ProposalState | null {
  return moves[act][state] ?? null;
}

/** Tells whether nothing more can become of a proposal. */
export function isOver(state: ProposalState): boolean {
  return state === "withdrawn" || state === "declined" || state === "cancelled" || state === "active";
}

/** Tells whether a text is the state of a proposal. */
export function isProposalState(text: string): text is ProposalState {
  return proposalStates.some((state) => state === text);
}
