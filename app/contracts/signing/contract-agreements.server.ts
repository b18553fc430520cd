import { listContractAgreements } from "#app/agreements/find-agreement.server.ts";
import { fileNameOf, type Agreement } from "#app/agreements/agreement.ts";
import type { AgreementKind, AgreementState } from "#app/agreements/kinds.ts";
import { isAbout } from "#app/contracts/rules/contract-documents.ts";
import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

/** How a document about a contract stands, as a page says it. */
export type ContractAgreement = {
  id: string;
  kind: AgreementKind;
  subjectId: string;
  title: string;
  number: number;
  state: AgreementState;
  /** When the last person signed; null while it is not signed. */
  signedOn: Day | null;
  signers: string[];
  /** Those who have not signed yet. */
  waitsFor: string[];
  fileName: string;
};

/** A client's documents about contracts in the caller's scope, days in its zone. One query. */
export async function findContractAgreements(
  tx: Tx,
  clientId: string,
  zone: string,
): Promise<ContractAgreement[]> {
  return (await listContractAgreements(tx, clientId)).map((agreement) => shown(agreement, zone));
}

/** Those of them that are about one contract, but for ended ones that nobody signed. */
export function agreementsOf(all: readonly ContractAgreement[], contractId: string): ContractAgreement[] {
  return all.filter(
    ({ subjectId, state }) => isAbout(subjectId, contractId) && (state === "open" || state === "signed"),
  );
}

function shown(agreement: Agreement, zone: string): ContractAgreement {
  const { id, kind, subjectId, title, number, state, closedAt, signers } = agreement;
  return {
    ...{ id, kind, subjectId, title, number, state },
    signedOn: state === "signed" && closedAt ? dayIn(zone, closedAt) : null,
    signers: signers.map(({ name }) => name),
    waitsFor: signers.filter((signer) => signer.state === "waiting").map(({ name }) => name),
    fileName: fileNameOf(agreement),
  };
}
