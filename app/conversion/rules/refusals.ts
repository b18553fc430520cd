/** Why the MSP can't do something with a proposal. */
export type ProposalRefusal =
  | "other-currency"
  | "no-variant"
  | "not-now"
  | "start-passed"
  | "margin-too-low"
  | "changed-meanwhile"
  | "vat-differs"
  | "already-signed";

/** Why a client can't do something with a proposal. */
export type AcceptRefusal =
  | "not-now"
  | "changed-meanwhile"
  | "start-passed"
  | "seats-wrong"
  | "seats-too-few"
  | "seats-asked"
  | "other-signed"
  | "agreement"
  | "already-signed";
