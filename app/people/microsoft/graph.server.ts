import { setTimeout as sleep } from "node:timers/promises";

import { z } from "zod";

import { env } from "#app/platform/env.server.ts";
import { log } from "#app/platform/log.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { graphSku, graphUser, type GraphSku, type GraphUser } from "./graph-shapes.ts";

/** The consent was withdrawn or never given; Microsoft no longer takes the secret; or nobody answers, and it is tried again later. */
export type GraphFailure = "no-consent" | "secret-wrong" | "unavailable";
type Read<T> = Promise<Result<T, GraphFailure>>;

export type GraphApp = { appId: string; secret: string };
/** All that is read of a tenant. */
export type TenantContent = { skus: GraphSku[]; users: GraphUser[] };
/** Waits so many milliseconds; a test's own waits for none. */
export type Wait = (ms: number) => Promise<unknown>;

const scope = "https://graph.microsoft.com/.default";
const userFields =
  "id,displayName,mail,userPrincipalName,accountEnabled,userType,createdDateTime,employeeHireDate,assignedLicenses";
const mostTries = 5;
const longestWaitMs = 60_000;
const mostPages = 200;

/**
 * Reads a tenant whole: what was bought, and everybody with their licences. A page that Microsoft puts off (429, 503, 504) is asked
 * for again when it says, five times at most; a token that ends on the way is renewed once a page. Whoever comes twice counts once.
 */
export async function readTenant(tenantId: string, app: GraphApp, wait: Wait = sleep): Read<TenantContent> {
  const session: Session = { tenantId, app, wait, token: null };
  const base = `${env().microsoftGraphUrl}/v1.0`;
  const skus = await readPages(session, `${base}/subscribedSkus`, graphSku);
  if (!skus.ok) return skus;
  const users = await readPages(session, `${base}/users?$select=${userFields}&$top=999`, graphUser);
  if (!users.ok) return users;
  const byId = new Map(users.value.map((user) => [user.id, user]));
  return ok({ skus: skus.value, users: [...byId.values()] });
}

type Session = { tenantId: string; app: GraphApp; wait: Wait; token: string | null };

/** All rows of a list, page after page; a link that leads away from Graph is not followed. */
async function readPages<Row>(session: Session, first: string, row: z.ZodType<Row>): Read<Row[]> {
  const page = z.object({ value: z.array(row), "@odata.nextLink": z.url().optional() });
  const rows: Row[] = [];
  let url: string | undefined = first;
  for (let count = 0; url !== undefined && count < mostPages; count++) {
    if (new URL(url).origin !== new URL(env().microsoftGraphUrl).origin)
      return failed("a link leads elsewhere");
    const answer = await get(session, url);
    if (!answer.ok) return answer;
    const read = page.safeParse(answer.value);
    if (!read.success) return failed(`an answer of another shape: ${read.error.message}`);
    rows.push(...read.data.value);
    url = read.data["@odata.nextLink"];
  }
  return url === undefined ? ok(rows) : failed("pages without end");
}

async function get(session: Session, url: string): Read<unknown> {
  let renewed = false;
  for (let tried = 0; tried < mostTries;) {
    if (session.token === null) {
      const token = await fetchToken(session);
      if (!token.ok) return token;
      session.token = token.value;
    }
    const response = await request(url, { headers: { authorization: `Bearer ${session.token}` } });
    if (response?.ok) return ok(await response.json().catch(() => null));
    if (response?.status === 401 && !renewed) {
      [session.token, renewed] = [null, true];
      continue;
    }
    if (response?.status === 403 || response?.status === 401) return refuse("no-consent");
    if (response && ![429, 500, 502, 503, 504].includes(response.status))
      return failed(`status ${String(response.status)}`);
    const pause = pauseOf(response, tried);
    if (pause > longestWaitMs) return failed(`asked to wait ${String(pause)} ms`);
    tried++;
    if (tried < mostTries) await session.wait(pause);
  }
  return failed("put off too often");
}

/** As long as `Retry-After` says, in milliseconds; without it twice as long each time. */
function pauseOf(response: Response | null, tried: number): number {
  const seconds = Number(response?.headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : 1000 * 2 ** tried;
}

const tokenShape = z.object({ access_token: z.string().min(1) });
const tokenError = z.object({ error: z.string(), error_codes: z.array(z.number()).default([]) });
const secretCodes = [7000215, 7000222];
const consentCodes = [700016, 65001, 90002, 700213];

async function fetchToken({ tenantId, app, wait }: Session): Read<string> {
  const url = `${env().microsoftSignInUrl}/${tenantId}/oauth2/v2.0/token`;
  const body = new URLSearchParams({
    client_id: app.appId,
    client_secret: app.secret,
    grant_type: "client_credentials",
    scope,
  });
  for (let tried = 0; tried < mostTries; tried++) {
    const response = await request(url, { method: "POST", body });
    const answer: unknown = await response?.json().catch(() => null);
    const token = tokenShape.safeParse(answer);
    if (response?.ok && token.success) return ok(token.data.access_token);
    const codes = tokenError.safeParse(answer).data?.error_codes ?? [];
    if (codes.some((code) => secretCodes.includes(code))) return refuse("secret-wrong");
    if (codes.some((code) => consentCodes.includes(code))) return refuse("no-consent");
    if (response && response.status < 500 && response.status !== 429)
      return failed(`no token: ${codes.join(", ")}`);
    const pause = pauseOf(response, tried);
    if (pause > longestWaitMs) return failed("no token now");
    if (tried < mostTries - 1) await wait(pause);
  }
  return failed("no token");
}

/** An answer; null where none came. */
async function request(url: string, init: RequestInit): Promise<Response | null> {
  return fetch(url, { ...init, redirect: "error", signal: AbortSignal.timeout(30_000) }).catch(() => null);
}

function failed(why: string): { ok: false; refusal: "unavailable" } {
  log.warn({ why }, "Microsoft Graph could not be read");
  return refuse("unavailable");
}
