import type { Day } from "#app/platform/day.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { compareVersions, type VersionChange } from "./rules/compare-versions.ts";
import type { ProposalVersion } from "./store/proposal-store.server.ts";

/** Which version an address asks for by its number, and with which one it is compared; null for the latest, and for the one before. */
export type AskedVersion = { version: number | null; against: number | null };

/** The latest version beside the one before it. */
export const latestVersion: AskedVersion = { version: null, against: null };

/** Reads `?version=` and `?against=` of an address; anything but a number is as if it were not there. */
export function askedVersion(url: string): AskedVersion {
  const search = new URL(url).searchParams;
  const numberIn = (name: string): number | null => {
    const typed = search.get(name) ?? "";
    return /^[1-9]\d{0,4}$/.test(typed) ? Number(typed) : null;
  };
  return { version: numberIn("version"), against: numberIn("against") };
}

/** The version of this number, or the latest; undefined where there is none. */
export function findVersion(
  versions: readonly ProposalVersion[],
  wanted: number | null,
): ProposalVersion | undefined {
  return wanted === null ? versions[0] : versions.find(({ number }) => number === wanted);
}

/** A version in a list of them: when it was made, and sent. */
export type ShownVersion = { number: number; madeOn: Day; sentOn: Day | null };

/** The versions, the latest first, with their days in a zone. */
export function showVersions(versions: readonly ProposalVersion[], zone: string): ShownVersion[] {
  return versions.map(({ number, madeAt, sentAt }) => ({
    number,
    madeOn: dayIn(zone, madeAt),
    sentOn: sentAt && dayIn(zone, sentAt),
  }));
}

/** What a version says otherwise than the one of the number `against`. */
export type ShownChanges = { against: number; rows: VersionChange[] };

/** Compares a version with another one, by default with the one before it; types of work by their names. Null where there is no other. */
export function showChanges(
  version: ProposalVersion,
  versions: readonly ProposalVersion[],
  against: number | null,
  workTypes: ReadonlyMap<string, string>,
): ShownChanges | null {
  const other =
    versions.find(({ number }) => number === against && number !== version.number) ??
    versions.find(({ number }) => number < version.number);
  if (!other) return null;
  const names = (ids: string[]): string[] => ids.flatMap((id) => workTypes.get(id) ?? []);
  return {
    against: other.number,
    rows: compareVersions(other, version).map((change) =>
      change.kind === "covers"
        ? { ...change, added: names(change.added), removed: names(change.removed) }
        : change,
    ),
  };
}
