import type { LineRule, StepRule, Text } from "./definition.ts";

const groupNames: Record<string, StepRule["group"] | undefined> = {
  approver: "approver",
  goedkeurder: "approver",
  freigeber: "approver",
  finance: "finance",
  financiën: "finance",
  buchhaltung: "finance",
  manager: "manager",
  admin: "manager",
  beheerder: "manager",
  administrator: "manager",
  msp: "msp",
};

const stepLine = /^(\p{L}+)(?: (\d)x)?(?: >(\d{1,6}))?$/u;

/** Reads steps of approval as staff write them, one a line: `finance 2x >500`; the first line that can't be read where there is one. A step's condition stays with its place. */
export function readSteps(
  typed: string,
  before: readonly StepRule[],
): { steps: StepRule[] } | { wrong: string } {
  const steps: StepRule[] = [];
  for (const line of linesOf(typed)) {
    const parts = stepLine.exec(line.toLowerCase());
    const group = groupNames[parts?.[1] ?? ""];
    if (!parts || !group) return { wrong: line };
    const show = before[steps.length]?.show;
    steps.push({
      group,
      needed: Math.max(Number(parts[2] ?? 1), 1),
      ...(parts[3] ? { overMinor: Number(parts[3]) * 100 } : {}),
      ...(show ? { show } : {}),
    });
  }
  return { steps };
}

/** Steps of approval as they are written in a line each. */
export function writeSteps(steps: readonly StepRule[]): string {
  return steps
    .map(({ group, needed, overMinor }) =>
      [
        group === "manager" ? "admin" : group,
        ...(needed > 1 ? [`${needed}x`] : []),
        ...(overMinor === undefined ? [] : [`>${Math.round(overMinor / 100)}`]),
      ].join(" "),
    )
    .join("\n");
}

/** Reads a checklist, a line each in every language; a missing translation takes the first language's. Conditions stay with the line of the same place. */
export function readLines(typed: Text, before: readonly LineRule[]): LineRule[] {
  const [nl, de, en] = [linesOf(typed.nl), linesOf(typed.de), linesOf(typed.en)];
  const count = Math.max(nl.length, de.length, en.length);
  return Array.from({ length: count }, (_, at) => {
    const any = nl[at] ?? de[at] ?? en[at] ?? "";
    const show = before[at]?.show;
    return { text: { nl: nl[at] ?? any, de: de[at] ?? any, en: en[at] ?? any }, ...(show ? { show } : {}) };
  });
}

function linesOf(typed: string): string[] {
  return typed
    .split("\n")
    .map((line) => line.trim().replaceAll(/\s+/g, " "))
    .filter((line) => line !== "");
}
