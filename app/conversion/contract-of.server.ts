import type { NewContract, NewLine, NewVersion } from "#app/contracts/store/contract-store.server.ts";
import { costParts } from "#app/contracts/rules/cost.ts";

import { quantityOf, type ProposalLine, type Seats, type Variant } from "./rules/proposal.ts";
import type { Costs, Proposal, ProposalVersion } from "./store/proposal-store.server.ts";

/** What happens after the term of a contract that a proposal becomes. */
export const afterTerm: Pick<NewContract, "renewal" | "renewalMonths"> = {
  renewal: "automatic",
  renewalMonths: 12,
};

/** What a taken proposal becomes: its variant, and the contract with the first version that says the same. Throws where nothing was taken. */
export function contractOf(
  { name, variant: key, seats }: Pick<Proposal, "name" | "variant" | "seats">,
  version: ProposalVersion,
  costs: Costs,
): { variant: Variant; contract: NewContract; contractVersion: NewVersion } {
  const variant = version.variants.find((one) => one.key === key);
  if (!variant || seats === null) throw new Error(`Nothing was taken of version ${version.id}`);
  const { startsOn, termMonths, noticeMonths } = version;
  return {
    variant,
    contract: {
      name,
      kind: "managed",
      startsOn,
      endsOn: null,
      termMonths,
      ...afterTerm,
      noticeMonths,
      indexation: null,
    },
    contractVersion: {
      effectiveOn: startsOn,
      reason: null,
      included: variant.included,
      excluded: variant.excluded,
      sla: variant.sla,
      lines: variant.lines.map((line) => lineOf(line, seats, costs[line.key] ?? {}, startsOn)),
    },
  };
}

function lineOf(
  line: ProposalLine,
  seats: Seats,
  known: Readonly<Record<string, number>>,
  startsOn: ProposalVersion["startsOn"],
): NewLine {
  return {
    key: line.key,
    label: line.label,
    counts: line.counts,
    typeId: line.counts === "seat" ? line.typeId : null,
    price: { unitMinor: line.unitMinor },
    quantity: quantityOf(line, seats),
    // The fewest seats that a client may choose bound its acceptance alone: each month pays for the seats of the roster.
    minimum: 0,
    included: 0,
    rule: "daily",
    snapshotDay: 31,
    onceOn: line.counts === "once" ? startsOn : null,
    costs: Object.fromEntries(costParts.flatMap((part) => (known[part] ? [[part, known[part]]] : []))),
  };
}
