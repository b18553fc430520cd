const hidden = "[hidden]";

/** Routes whose next part of the path lets whoever knows it in; a test compares them with app/routes.ts. */
export const secretRoutes = ["reset", "invitation", "setup"] as const;

/** What may follow such a route and is the name of a page; the same test compares them. */
export const namedPages = ["company", "owner", "hours", "connections"] as const;

/** What follows such a route, in a path or a link, in any case and with any number of slashes before it. */
const inPath = new RegExp(
  `((?:^|[/\\\\])(?:${secretRoutes.join("|")})(?:\\.data)?[/\\\\]+)(?!(?:${namedPages.join("|")})(?:\\.data)?(?:[/\\\\?#\\s"'<>]|$))[^/\\\\?#\\s"'<>]+`,
  "gi",
);

/** Fields of a search that prove something to us or to Stripe. */
const inSearch = /([?&](?:token|code|reference|session_id|client_secret|key|signature)=)[^&#\s"'<>\\]+/gi;

/** Keys and signing secrets, by the prefix that their maker gives them. */
const byPrefix = /\b(?:sk|rk|pk)_(?:test|live)_\w+|\bwhsec_\w+|\b\w+_secret_\w+|\bBearer\s+[\w.~+/=-]+/g;

/** Hashes in hexadecimal of 40 digits and more. */
const hexadecimal = /\b[\da-f]{40,}\b/gi;

/** Ids of Stripe's objects, which prove nothing by themselves. */
const stripeId =
  /^(?:acct|ch|cn|cs_test|cs_live|cs|cus|dp|du|evt|ii|il|in|mandate|pi|pm|po|price|prod|py|re|req|seti|si|sub|txn|txr)_/;
const longRun = /[\w-]{22,}/g;

/** Text as the log may keep it: without what stands behind the routes above, without keys, hashes and random tokens. */
export function redact(text: string): string {
  return text
    .replace(inPath, `$1${hidden}`)
    .replace(inSearch, `$1${hidden}`)
    .replace(byPrefix, hidden)
    .replace(hexadecimal, hidden)
    .replace(longRun, (run) => (looksRandom(run) && !stripeId.test(run) ? hidden : run));
}

/** Letters of both cases and digits in one run: a name in code or a uuid has not all three. */
const looksRandom = (run: string): boolean => /[a-z]/.test(run) && /[A-Z]/.test(run) && /\d/.test(run);

/** A path without its secrets, read as the router reads it: encoded letters are letters. */
export function redactPath(path: string): string {
  const read = decoded(path);
  return redact(read) === read ? redact(path) : redact(read);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
