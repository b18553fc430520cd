/**
 * The entity tag of what a read answers: a digest of its body, after the row's revision where it has one. Two tags of one revision are
 * different to a reader (a promised time may have moved) and the same to a writer.
 */
export function etagOf(digest: string, revision: number | null): string {
  return `"${revision === null ? "" : `${String(revision)}-`}${digest}"`;
}

/** Whether a reader has this tag already (`If-None-Match`); proxies that compress make tags weak, so weak ones count. */
export function isKnown(ifNoneMatch: string, etag: string): boolean {
  return tagsOf(ifNoneMatch).some((tag) => tag === "*" || tag === etag);
}

/** Whether a writer knows this revision (`If-Match`): by the tag that a read gave, or by the revision alone. */
export function isCurrent(ifMatch: string, revision: number): boolean {
  return tagsOf(ifMatch).some(
    (tag) => tag === "*" || /^"(\d+)(-[^"]*)?"$/.exec(tag)?.[1] === String(revision),
  );
}

function tagsOf(header: string): string[] {
  return header.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
}
