import type { Contract } from "#app/contracts/rules/contract.ts";
import { day } from "#app/platform/day.ts";

const line = {
  id: "l",
  key: "l",
  label: "L",
  counts: "fixed",
  typeId: null,
  price: { unitMinor: 1 },
} as const;
const counted = {
  quantity: 1,
  minimum: 0,
  included: 0,
  rule: "daily",
  snapshotDay: 31,
  onceOn: null,
} as const;

/** A contract of one line, of a fixed price, for hours or by seat, with a single version. */
export function aContract(
  startsOn: string,
  endsOn: string | null,
  counts: "fixed" | "hours" | "seat" = "fixed",
  unitMinor = 1,
): Contract {
  const version = { id: "v", reason: null, madeBy: null, madeAt: "", included: [], excluded: [], sla: [] };
  return {
    ...{ id: "c", name: "C", kind: "managed", currency: "EUR", startsOn: day(startsOn) },
    ...{ endsOn: endsOn === null ? null : day(endsOn), termMonths: null, renewal: "manual" },
    ...{ renewalMonths: 12, noticeMonths: 1, indexation: null, notice: null, termEndsOn: null, terms: [] },
    versions: [
      {
        ...version,
        effectiveOn: day(startsOn),
        lines: [{ ...line, ...counted, counts, price: { unitMinor } }],
      },
    ],
  };
}
