import type { ContractLine } from "./contract.ts";
import { billableCount, priceOfUnits, type LinePrice } from "./line-price.ts";

/** Whether a further version waits for the client's signature: where the client may come to pay more, always, or never. */
export const signatureChoices = ["on-rise", "always", "none"] as const;
export type SignatureChoice = (typeof signatureChoices)[number];

/** What a line may cost: the part of it that its price follows from. */
export type PricedLine = Pick<
  ContractLine,
  "key" | "counts" | "typeId" | "price" | "quantity" | "minimum" | "included" | "rule" | "snapshotDay"
>;

/** Tells whether a version needs the client's signature, by what staff chose and the lines that it takes the place of. */
export function needsSignature(
  choice: SignatureChoice,
  before: readonly PricedLine[],
  after: readonly PricedLine[],
): boolean {
  return choice === "always" || (choice === "on-rise" && mayCostMore(before, after));
}

/**
 * Tells whether a client may come to pay more by new lines than by those before, for any number of units: a line that costs more for some
 * number, counts something else, by another rule or on another day, or is new at a price; a line gone whose units another line then counts; and
 * a line for hours gone, after which work is paid at the price of a block.
 */
function mayCostMore(before: readonly PricedLine[], after: readonly PricedLine[]): boolean {
  const isGone = ({ key }: PricedLine): boolean => after.every((line) => line.key !== key);
  const takesOver = (gone: PricedLine): boolean =>
    gone.typeId !== null && after.some(({ counts, typeId }) => counts === gone.counts && typeId === null);
  const hasHours = (lines: readonly PricedLine[]): boolean => lines.some(({ counts }) => counts === "hours");
  if (before.some((line) => isGone(line) && takesOver(line))) return true;
  if (hasHours(before) && !hasHours(after)) return true;
  return after.some((line) => {
    const old = before.find(({ key }) => key === line.key);
    if (!old) return costsAnything(line.price);
    if (old.counts !== line.counts || old.typeId !== line.typeId || old.rule !== line.rule) return true;
    if (line.rule === "snapshot" && old.snapshotDay !== line.snapshotDay) return true;
    return edgesOf(old, line).some((count) => costOf(line, count) > costOf(old, count));
  });
}

/** What a line costs a whole month for a count of units, in minor units; a line of a fixed number costs that number's price. */
export function costOf({ counts, price, quantity, minimum, included }: PricedLine, count: number): number {
  const units = counts === "fixed" || counts === "once" ? quantity : count;
  return priceOfUnits(price, billableCount(units, { minimum, included }));
}

function costsAnything(price: LinePrice): boolean {
  return "unitMinor" in price ? price.unitMinor > 0 : price.steps.some(({ unitMinor }) => unitMinor > 0);
}

/** More units than any client has: beyond the last step the costs of two lines differ by their prices alone. */
const beyond = 10_000_000;

/** The counts between which what two lines cost runs straight: where one is not more at both ends, it is not more in between. */
function edgesOf(...lines: PricedLine[]): number[] {
  const edges = lines.flatMap(({ price, minimum, included }) => [
    minimum,
    included,
    ...("unitMinor" in price
      ? []
      : price.steps.flatMap(({ upTo }) => (upTo === null ? [] : [upTo + included]))),
  ]);
  return [0, beyond, ...edges.flatMap((edge) => [edge, edge + 1])];
}
