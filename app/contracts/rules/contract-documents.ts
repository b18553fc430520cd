import type { Contract } from "./contract.ts";

/** What can be sent for signing about a contract: it confirms what the contract says already, but for a version that waits for it. */
export const documentKinds = ["managed", "data-processing", "change-order", "notice"] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** A document of a contract, and the name by which its revisions belong together. */
type ContractDocument = { kind: DocumentKind; subjectId: string };

type Facts = Pick<Contract, "id" | "kind" | "notice"> & { versions: { id: string }[] };

/** The name by which the revisions of a version's change order belong together. */
export function changeOrderSubject(contractId: string, versionId: string): string {
  return `${contractId}:change-order:${versionId}`;
}

/**
 * The documents that a contract can have: the agreement where it is a managed one, data processing, the change order of the version that
 * waits for it (by its id), else of the latest one once there is a second, and the notice once that is given.
 */
export function documentsOf(
  { id, kind, notice, versions }: Facts,
  waitingId: string | null = null,
): ContractDocument[] {
  const latest = waitingId ?? (versions.length > 1 ? versions.at(-1)?.id : undefined);
  return [
    ...(kind === "managed" ? [{ kind: "managed" as const, subjectId: id }] : []),
    { kind: "data-processing", subjectId: `${id}:data-processing` },
    ...(latest ? [{ kind: "change-order" as const, subjectId: changeOrderSubject(id, latest) }] : []),
    ...(notice ? [{ kind: "notice" as const, subjectId: `${id}:notice` }] : []),
  ];
}

/** Tells whether an agreement of this subject is about a contract; the agreement of a proposal bears the id of the contract that came of it. */
export function isAbout(subjectId: string, contractId: string): boolean {
  return subjectId === contractId || subjectId.startsWith(`${contractId}:`);
}
