import type { LicenceNumbers } from "./licence-numbers.ts";

/**
 * Why two of a licence's numbers differ. `mailbox` is a reason and nothing to do; all others want work: a leaver still has it, nobody
 * has it, more were assigned than bought, the contract counts more than were bought, or fewer, or has no line for it at all.
 */
export type LicenceDifference = {
  kind: "mailbox" | "leaver" | "free" | "short" | "contract-more" | "contract-fewer" | "no-line";
  count: number;
};

/** Names every difference between what the contract counts, what was bought, what is assigned and the people who have it. */
export function licenceDifferences(
  { inContract, bought, assigned, mailboxes, leavers, free }: LicenceNumbers,
  /** Whether the client has lines that count licences: without any, licences are part of another price. */
  hasLicenceLines: boolean,
): LicenceDifference[] {
  const found: LicenceDifference[] = [
    { kind: "leaver", count: leavers },
    { kind: "free", count: Math.max(free, 0) },
    { kind: "short", count: Math.max(-free, 0) },
    { kind: "mailbox", count: mailboxes },
  ];
  if (inContract !== null) {
    found.push({ kind: "contract-more", count: Math.max(inContract - bought, 0) });
    found.push({ kind: "contract-fewer", count: Math.max(bought - inContract, 0) });
  } else if (hasLicenceLines) found.push({ kind: "no-line", count: Math.max(bought, assigned) });
  // What nobody has, and what leavers still have, is why the contract counts fewer: one reason is enough.
  const explained = [free, free + leavers, free + leavers + mailboxes];
  return found.filter(
    ({ kind, count }) => count > 0 && !(kind === "contract-fewer" && explained.includes(count)),
  );
}

/** Tells whether a difference is work for somebody. */
export function wantsWork({ kind }: LicenceDifference): boolean {
  return kind !== "mailbox" && kind !== "no-line";
}
