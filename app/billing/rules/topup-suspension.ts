const byDispute = "dispute";

/** What a suspension for a dispute keeps: `dispute:` and the fingerprint of the method that was saved then, if any. */
export function disputeOf(fingerprint: string | null): string {
  return `${byDispute}:${fingerprint ?? ""}`;
}

/** Why top-ups are suspended, by what the suspension keeps: a dispute (see disputeOf), a refused method (its fingerprint), or another reason (null), which a new choice lifts. */
export function whySuspended(kept: string | null): "dispute" | "declined" | "other" {
  if (kept === null) return "other";
  return kept.startsWith(byDispute) ? "dispute" : "declined";
}

/** Tells whether saving a method with this fingerprint lifts a suspension: any does but the very one that was refused or in dispute. */
export function liftedByMethod(kept: string | null, fingerprint: string | null): boolean {
  return kept === null || (kept !== fingerprint && kept !== disputeOf(fingerprint));
}
