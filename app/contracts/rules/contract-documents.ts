import type { Contract } from "./contract.ts";

/** What can be sent for signing about a contract: it confirms what the contract says already. */
export const documentKinds = ["managed", "data-processing", "change-order", "notice"] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** A document of a contract, and the name by which its revisions belong together. */
type ContractDocument = { kind: DocumentKind; subjectId: string };

type Facts = Pick<Contract, "id" | "kind" | "notice"> & { versions: { id: string }[] };

/**
 * The documents that a contract can have: the agreement where it is a managed one, data processing, the change order of its latest
 * version once it has a second, and the notice once that is given.
 */
export function documentsOf({ id, kind, notice, versions }: Facts): ContractDocument[] {
  const latest = versions.length > 1 ? versions.at(-1) : undefined;
  return [
    ...(kind === "managed" ? [{ kind: "managed" as const, subjectId: id }] : []),
    { kind: "data-processing", subjectId: `${id}:data-processing` },
    ...(latest ? [{ kind: "change-order" as const, subjectId: `${id}:change-order:${latest.id}` }] : []),
    ...(notice ? [{ kind: "notice" as const, subjectId: `${id}:notice` }] : []),
  ];
}

/** Tells whether an agreement of this subject is about a contract; the agreement of a proposal bears the id of the contract that came of it. */
export function isAbout(subjectId: string, contractId: string): boolean {
  return subjectId === contractId || subjectId.startsWith(`${contractId}:`);
}
