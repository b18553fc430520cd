import type { HoursLeft } from "#app/hours/ledger-conversion.server.ts";
import type { Day } from "#app/platform/day.ts";

import { leastOf, type ProposalLine, type ProposalSla, type Variant } from "./proposal.ts";

/** What of a proposal's version is compared: all that its client reads. */
export type ComparedVersion = {
  startsOn: Day;
  termMonths: number;
  noticeMonths: number;
  hoursLeft: HoursLeft;
  words: string;
  variants: readonly Variant[];
};

type Months = "term" | "notice";
type Times = Pick<ProposalSla, "responseMinutes" | "resolutionMinutes">;
type InVariant = { variant: string };
type InLine = InVariant & { line: string };

/** One difference between two versions: amounts in minor units a unit without VAT, times in minutes. */
export type VersionChange =
  | { kind: "start"; before: Day; after: Day }
  | { kind: Months; before: number; after: number }
  | { kind: "hours-left"; before: HoursLeft; after: HoursLeft }
  | { kind: "words" }
  | ({ kind: "variant-added" | "variant-removed" } & InVariant)
  | ({ kind: "variant-renamed"; before: string } & InVariant)
  | ({ kind: "line-added" | "line-removed"; count: number; unitMinor: number } & InLine)
  | ({ kind: "line-renamed"; before: string } & InLine)
  | ({ kind: "price" | "quantity" | "least"; before: number; after: number } & InLine)
  | ({ kind: "counts" } & InLine)
  | ({ kind: "included" | "excluded" | "covers"; added: string[]; removed: string[] } & InVariant)
  | ({ kind: "sla"; priority: ProposalSla["priority"]; before: Times; after: Times } & InVariant);

/** What the later of two versions says otherwise than the earlier one, in the order in which it is read; `covers` holds ids of types of work. */
export function compareVersions(before: ComparedVersion, after: ComparedVersion): VersionChange[] {
  const changes: VersionChange[] = [];
  if (before.startsOn !== after.startsOn)
    changes.push({ kind: "start", before: before.startsOn, after: after.startsOn });
  if (before.termMonths !== after.termMonths)
    changes.push({ kind: "term", before: before.termMonths, after: after.termMonths });
  if (before.noticeMonths !== after.noticeMonths)
    changes.push({ kind: "notice", before: before.noticeMonths, after: after.noticeMonths });
  if (before.hoursLeft !== after.hoursLeft)
    changes.push({ kind: "hours-left", before: before.hoursLeft, after: after.hoursLeft });
  if (before.words !== after.words) changes.push({ kind: "words" });
  for (const variant of before.variants)
    if (!after.variants.some(({ key }) => key === variant.key))
      changes.push({ kind: "variant-removed", variant: variant.name });
  for (const variant of after.variants) {
    const old = before.variants.find(({ key }) => key === variant.key);
    changes.push(
      ...(old ? compareVariants(old, variant) : [{ kind: "variant-added" as const, variant: variant.name }]),
    );
  }
  return changes;
}

function compareVariants(before: Variant, after: Variant): VersionChange[] {
  const variant = after.name;
  const changes: VersionChange[] = [];
  if (before.name !== variant) changes.push({ kind: "variant-renamed", variant, before: before.name });
  const added = after.lines.filter(({ key }) => !before.lines.some((line) => line.key === key));
  const removed = before.lines.filter(({ key }) => !after.lines.some((line) => line.key === key));
  const whole = ({ label, quantity, unitMinor }: ProposalLine) => ({
    ...{ variant, line: label, count: quantity, unitMinor },
  });
  changes.push(...removed.map((line) => ({ kind: "line-removed" as const, ...whole(line) })));
  for (const line of after.lines) {
    const old = before.lines.find(({ key }) => key === line.key);
    if (old) changes.push(...compareLines(old, line, variant));
  }
  changes.push(...added.map((line) => ({ kind: "line-added" as const, ...whole(line) })));
  for (const kind of ["included", "excluded", "covers"] as const) {
    const gone = before[kind].filter((one) => !after[kind].includes(one));
    const come = after[kind].filter((one) => !before[kind].includes(one));
    if (gone.length + come.length > 0) changes.push({ kind, variant, added: come, removed: gone });
  }
  return [...changes, ...compareSla(before.sla, after.sla, variant)];
}

function compareLines(before: ProposalLine, after: ProposalLine, variant: string): VersionChange[] {
  const at = { variant, line: after.label };
  const changes: VersionChange[] = [];
  if (before.label !== after.label) changes.push({ kind: "line-renamed", ...at, before: before.label });
  const isSame =
    before.counts === after.counts && before.typeId === after.typeId && before.perSeat === after.perSeat;
  if (!isSame) changes.push({ kind: "counts", ...at });
  const figures = [
    ["price", before.unitMinor, after.unitMinor],
    ["quantity", before.quantity, after.quantity],
    ["least", leastOf(before), leastOf(after)],
  ] as const;
  for (const [kind, was, is] of figures)
    if (was !== is) changes.push({ kind, ...at, before: was, after: is });
  return changes;
}

function compareSla(
  before: readonly ProposalSla[],
  after: readonly ProposalSla[],
  variant: string,
): VersionChange[] {
  const none: Times = { responseMinutes: null, resolutionMinutes: null };
  const timesOf = (sla: readonly ProposalSla[], priority: ProposalSla["priority"]): Times => {
    const { responseMinutes, resolutionMinutes } = sla.find((one) => one.priority === priority) ?? none;
    return { responseMinutes, resolutionMinutes };
  };
  const priorities = new Set([...before, ...after].map(({ priority }) => priority));
  return [...priorities].flatMap((priority) => {
    const [was, is] = [timesOf(before, priority), timesOf(after, priority)];
    const isSame =
      was.responseMinutes === is.responseMinutes && was.resolutionMinutes === is.resolutionMinutes;
    return isSame ? [] : [{ kind: "sla" as const, variant, priority, before: was, after: is }];
  });
}
