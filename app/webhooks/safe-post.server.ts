import { lookup as lookupAddress, type LookupAddress } from "node:dns";
import http from "node:http";
import https from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";

import { env } from "#app/platform/env.server.ts";

/** Networks that no webhook goes to: private, of this machine or link, of cloud metadata, translated and reserved ones. */
const refused: readonly [network: string, bits: number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
  ["::", 96],
  ["::ffff:0:0:0", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
];
/** Link-local addresses hold the metadata of clouds: no setting opens them. */
const linkLocal: readonly [string, number][] = [
  ["169.254.0.0", 16],
  ["fe80::", 10],
];

function listOf(networks: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [network, bits] of networks)
    list.addSubnet(network, bits, isIP(network) === 6 ? "ipv6" : "ipv4");
  return list;
}

const refusedList = listOf(refused);
const linkLocalList = listOf(linkLocal);

const holds = (list: BlockList, address: string): boolean =>
  list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");

/** Where webhooks may go: by https to public addresses, and to networks of the MSP's own that the installation allows. */
export type Reach = { http: boolean; networks: readonly (readonly [string, number])[] };

/** What this installation allows; on one's own machine also http, and that machine. */
export function ownReach(): Reach {
  const { mode, webhookNetworks } = env();
  const isRehearsal = mode !== "production";
  return {
    http: isRehearsal,
    networks: [...webhookNetworks, ...(isRehearsal ? ([["127.0.0.1", 32]] as const) : [])],
  };
}

/** Whether a webhook may be sent to an address. */
export function mayReach(address: string, { networks }: Reach): boolean {
  if (isIP(address) === 0 || holds(linkLocalList, address)) return false;
  return holds(listOf(networks), address) || !holds(refusedList, address);
}

export type UrlRefusal = "not-a-url" | "not-https" | "not-public";

/** What keeps a URL from being an endpoint before anything is looked up; null where nothing does. */
export function urlRefusal(text: string, reach: Reach): UrlRefusal | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || url.username || url.password || url.hash || !["http:", "https:"].includes(url.protocol))
    return "not-a-url";
  if (url.protocol === "http:" && !reach.http) return "not-https";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return isIP(host) !== 0 && !mayReach(host, reach) ? "not-public" : null;
}

export type Posted =
  | { status: number; problem: null; ms: number; answer: string; retryAfterSeconds: number | null }
  | { status: null; problem: string; ms: number; answer: ""; retryAfterSeconds: null };

const mostAnswerBytes = 65_536;
const patienceMs = 15_000;

/** Posts a body once, as callSafely does; of the answer 64 kB are read. */
export function postSafely(
  target: string,
  { headers, body }: { headers: Record<string, string>; body: string },
  reach = ownReach(),
): Promise<Posted> {
  return callSafely(target, { method: "POST", headers, body }, reach);
}

export type SafeCall = {
  method: "GET" | "POST";
  headers: Record<string, string>;
  body?: string;
  /** How much of the answer is read; what is longer is cut off. */
  mostBytes?: number;
};

/**
 * Makes one request. The name is resolved once, each of its addresses must be one that may be reached, and the connection goes to
 * exactly those: a name that changes in between leads nowhere else. No redirect is followed; 15 seconds at most.
 */
export function callSafely(
  target: string,
  { method, headers, body = "", mostBytes = mostAnswerBytes }: SafeCall,
  reach = ownReach(),
): Promise<Posted> {
  const began = performance.now();
  const ms = (): number => Math.round(performance.now() - began);
  return new Promise((resolve) => {
    const fail = (problem: string): void =>
      resolve({ status: null, problem, ms: ms(), answer: "", retryAfterSeconds: null });
    const refusal = urlRefusal(target, reach);
    if (refusal) return fail(refusal);
    const url = new URL(target);
    const request = (url.protocol === "https:" ? https : http).request(
      url,
      {
        method,
        headers: { ...headers, ...(method === "POST" && { "content-length": Buffer.byteLength(body) }) },
        agent: false,
        lookup: checkedLookup(reach),
        signal: AbortSignal.timeout(patienceMs),
      },
      (response) => {
        const parts: Buffer[] = [];
        let bytes = 0;
        const end = (): void => {
          const retryAfter = Number(response.headers["retry-after"]);
          resolve({
            status: response.statusCode ?? 0,
            problem: null,
            ms: ms(),
            answer: Buffer.concat(parts).subarray(0, mostBytes).toString("utf8"),
            retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : null,
          });
        };
        response.on("data", (part: Buffer) => {
          parts.push(part);
          bytes += part.length;
          if (bytes >= mostBytes) response.destroy();
        });
        response.on("close", end);
        response.on("error", (error) => fail(problemOf(error)));
      },
    );
    request.on("error", (error) => fail(problemOf(error)));
    request.end(body);
  });
}

const problemOf = (error: Error): string => {
  if (error.name === "AbortError" || error.name === "TimeoutError") return "timeout";
  return "code" in error && typeof error.code === "string" ? error.code : error.message.slice(0, 100);
};

/** Resolves a name like Node does, and refuses it where any of its addresses is one that may not be reached. */
function checkedLookup(reach: Reach): LookupFunction {
  return (hostname, options, callback) => {
    lookupAddress(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      const [first] = addresses ?? [];
      if (error || !first) return callback(error ?? new Error("ENOTFOUND"), "", 0);
      if (!addresses.every(({ address }) => mayReach(address, reach)))
        return callback(Object.assign(new Error("not-public"), { code: "not-public" }), "", 0);
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
