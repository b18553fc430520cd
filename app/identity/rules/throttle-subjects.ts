/** The network that guesses are counted for: an IPv4 address, or an IPv6 customer's whole /64. */
export function networkOf(address: string): string {
  const bare = address.replace(/%.*$/, "").toLowerCase();
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1];
  if (mapped) return mapped;
  if (!bare.includes(":")) return bare;
  const [head = "", tail = ""] = bare.split("::");
  const front = head.split(":").filter(Boolean);
  const back = bare.includes("::") ? tail.split(":").filter(Boolean) : [];
  const groups = [...front, ...Array<string>(Math.max(0, 8 - front.length - back.length)).fill("0"), ...back];
  return `${groups
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}

/** How long wrong guesses lock a subject, in minutes: 1 after the first round, 15 after the second, then doubling up to a day. */
export function lockMinutes(round: number): number {
  if (round <= 1) return 1;
  return Math.min(15 * 2 ** Math.min(round - 2, 10), 24 * 60);
}
