/** What an agreement is: it decides the template. */
export const agreementKinds = ["hour-terms", "managed", "data-processing", "change-order", "notice"] as const;
export type AgreementKind = (typeof agreementKinds)[number];

/** What an agreement is about: a thing of another module, which is told by a job `signed-<kind>` once all have signed. */
export type SubjectKind = "hour-terms" | "proposal" | "contract";

/** How an agreement stands; `cancelled` was signed, and what it is about was called off before it took effect. */
export const agreementStates = [
  "open",
  "signed",
  "declined",
  "withdrawn",
  "expired",
  "superseded",
  "cancelled",
] as const;
export type AgreementState = (typeof agreementStates)[number];

/** The fields of every template; filled in by this module, not by the caller. */
export const commonFields = [
  "msp_name",
  "msp_address",
  "client_name",
  "client_address",
  "client_vat_number",
  "date",
] as const;

/** The fields of each kind, which whoever prepares it gives as texts in the document's language; "" where there is nothing to say. */
export const ownFields = {
  "hour-terms": [],
  managed: [
    "start_date",
    "term",
    "notice_period",
    "price_per_month",
    "response_times",
    "resolution_times",
    // What is included and the types of work in one, as texts from before the two were apart name it.
    "scope",
    "included",
    "covered_work",
    "not_included",
    "after_term",
    "hours_left",
    "hours_below_zero",
    "earlier_contracts",
    "payment",
  ],
  "data-processing": ["processing", "subprocessors"],
  "change-order": ["contract", "start_date", "change", "price_difference"],
  notice: ["contract", "end_date", "reason"],
} as const satisfies Record<AgreementKind, readonly string[]>;

/** The tables that a clause of a kind may hold, by name. */
export const ownTables = {
  "hour-terms": [],
  managed: ["lines"],
  "data-processing": [],
  "change-order": ["lines"],
  notice: [],
} as const satisfies Record<AgreementKind, readonly string[]>;

export type OwnField<Kind extends AgreementKind> = (typeof ownFields)[Kind][number];
export type OwnTable<Kind extends AgreementKind> = (typeof ownTables)[Kind][number];

/** Tells whether a text is a kind of agreement. */
export function isAgreementKind(value: unknown): value is AgreementKind {
  return agreementKinds.some((kind) => kind === value);
}
