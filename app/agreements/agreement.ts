import type { Scope } from "#app/identity/scope.ts";
import { slug } from "#app/platform/slug.ts";
import type { AgreementKind, AgreementState, SubjectKind } from "./kinds.ts";

export type SignerSide = "client" | "msp";
export type SignerState = "waiting" | "signed" | "declined";

/** Somebody who signs, as named when the document was made. */
export type Signer = {
  id: string;
  position: number;
  side: SignerSide;
  userId: string;
  name: string;
  email: string;
  company: string;
  authority: string;
  state: SignerState;
  typedName: string | null;
  actedAt: Date | null;
  reason: string | null;
  reminders: number;
  remindedAt: Date | null;
};

/** One revision of an agreement with those who sign it; hashes in hex. */
export type Agreement = {
  clientId: string;
  clientName: string;
  /** The client's time zone, in which the agreement ends with a day. */
  clientZone: string;
  id: string;
  number: number;
  kind: AgreementKind;
  templateVersion: number;
  locale: string;
  subjectKind: SubjectKind;
  subjectId: string;
  revision: number;
  title: string;
  documentHash: string;
  state: AgreementState;
  createdAt: Date;
  expiresAt: Date | null;
  /** When it left `open`: of a signed one, when the last person signed. */
  closedAt: Date | null;
  sealedAt: Date | null;
  signers: Signer[];
};

/** Tells whether an agreement can still be signed by somebody, or is signed and holds. */
export function isAlive({ state }: Pick<Agreement, "state">): boolean {
  return state === "open" || state === "signed";
}

/** Tells whether everybody signed an agreement, whatever became of it afterwards. */
export function wasSigned({ state }: Pick<Agreement, "state">): boolean {
  return state === "signed" || state === "superseded" || state === "cancelled";
}

/** The name under which an agreement's PDF is kept: `voorwaarden-strippenkaart-12.pdf`. */
export function fileNameOf({
  title,
  number,
  locale,
}: Pick<Agreement, "title" | "number" | "locale">): string {
  return `${slug(title, locale)}-${number}.pdf`;
}

/** The row by which an agreement is addressed to a person: on the client's side or on the MSP's. */
export function ownSigner(agreement: Agreement, scope: Scope): Signer | null {
  const side = scope.kind === "client" ? "client" : "msp";
  return agreement.signers.find((one) => one.userId === scope.userId && one.side === side) ?? null;
}
