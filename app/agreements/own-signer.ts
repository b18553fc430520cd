import type { Scope } from "#app/identity/scope.ts";

import type { Agreement, Signer } from "./agreement.ts";

/** The row by which an agreement is addressed to a person: on the client's side or on the MSP's. */
export function ownSigner(agreement: Agreement, scope: Scope): Signer | null {
  const side = scope.kind === "client" ? "client" : "msp";
  return agreement.signers.find((one) => one.userId === scope.userId && one.side === side) ?? null;
}
