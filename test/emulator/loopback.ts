const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** Whether an address stays on this computer. */
export function isLoopback(address: string): boolean {
  try {
    const { hostname, protocol } = new URL(address);
    return /^https?:$/.test(protocol) && LOOPBACK.includes(hostname);
  } catch {
    return false;
  }
}
