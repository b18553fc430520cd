const byDispute = "dispute";

/** What a suspension by a dispute keeps: its mark, and the fingerprint of the way to pay that was saved, if any. */
export function markOfDispute(fingerprint: string | null): string {
  return `${byDispute}:${fingerprint ?? ""}`;
}

/** Why top-ups stand still, by what the suspension keeps: a dispute, a way to pay that was refused, or something that choosing anew puts right. */
export function whySuspended(kept: string | null): "dispute" | "declined" | "other" {
  if (kept === null) return "other";
  return kept.startsWith(byDispute) ? "dispute" : "declined";
}

/** Tells whether a way to pay that is saved now lifts a suspension: any but the very one that was refused or in dispute. */
export function liftedByMethod(kept: string | null, fingerprint: string | null): boolean {
  return kept === null || (kept !== fingerprint && kept !== markOfDispute(fingerprint));
}
