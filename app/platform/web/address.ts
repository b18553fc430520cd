/** A host name or an address of ours as a header may name it, and a port; all else would be read in two ways. */
const hostHeader = /^(?:[\w-]+(?:\.[\w-]+)*|\[[\da-f:.]+\])(?::[1-9]\d{0,4})?$/i;

/**
 * The host that a request asks, in the one form that every later reader takes alike (`portal.example:8443`); null unless
 * exactly one value was sent, it is a plain name with or without a port, and its name is one of `names`.
 */
export function judgedHost(values: readonly string[], names: readonly string[]): string | null {
  const [asked = ""] = values;
  if (values.length !== 1 || !hostHeader.test(asked) || !URL.canParse(`http://${asked}`)) return null;
  const { host, hostname } = new URL(`http://${asked}`);
  if (!names.includes(hostname)) return null;
  // Remix's adapter drops the port behind an IPv6 address, so nobody sees it.
  return hostname.startsWith("[") ? hostname : host;
}

/**
 * A request's path and search as a browser writes them, `..`, `\` and `#` resolved, so that Express and the URL that Remix
 * builds read the same; null for what is no path, and for one with a NUL, which no text column takes.
 */
export function judgedPath(target: string): string | null {
  if (!target.startsWith("/") || target.includes("%00") || target.includes("\0")) return null;
  const { pathname, search } = new URL(`http://localhost${target}`);
  return pathname + search;
}
