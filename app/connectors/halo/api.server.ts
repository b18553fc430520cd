import { z } from "zod";

import { callSafely, type Posted } from "#app/webhooks/safe-post.server.ts";

import {
  actionPage,
  agentList,
  clientPage,
  haloTicket,
  made,
  namedList,
  outcomeList,
  ticketPage,
  type HaloAction,
  type HaloLists,
  type HaloTicket,
} from "./shapes.ts";

/** `missing`: there is no such row in Halo (any more); `refused`: Halo took the call and said no. */
export type HaloRefusal = "secret-wrong" | "not-allowed" | "unavailable" | "refused" | "missing";
export type HaloFailure = {
  ok: false;
  refusal: HaloRefusal;
  /** What Halo said, at most 300 characters. */
  detail: string;
  /** How long Halo asked to be left alone; null where it did not. */
  retryAfterSeconds: number | null;
};
export type Called<T> = { ok: true; value: T } | HaloFailure;

export type HaloAccess = { url: string; appId: string; secret: string };
type NewTicket = {
  id?: number;
  client_id?: number;
  site_id?: number;
  tickettype_id?: number;
  summary?: string;
  details_html?: string;
  status_id?: number;
  third_party_id_string?: string;
};
type NewAction = {
  id?: number;
  ticket_id: number;
  outcome_id?: number;
  note_html?: string;
  hiddenfromuser?: boolean;
  timetaken?: number;
};

/** Rows of a page, pages of a list and bytes of an answer, at most. */
const pageSize = 100;
const mostPages = 200;
const mostBytes = 4_194_304;

/** Tokens by whom they are for, until Halo refuses one or its time is over. */
const tokens = new Map<string, { token: string; until: number }>();

/**
 * HaloPSA's REST API as one agent sees it. Each function makes the calls it needs, one after another, and none twice, but for a token
 * that ended on the way: what to repeat is the caller's to decide. Only addresses that webhooks may go to are reached.
 */
export function haloApi(access: HaloAccess) {
  const call = <T>(path: string, schema: z.ZodType<T>, body?: unknown) =>
    authorised(access, path, schema, body);
  return {
    ticket: (id: number): Promise<Called<HaloTicket>> =>
      call(`Tickets/${id}?includedetails=true&utcoffset=0`, haloTicket),
    /** Tickets that carry a text as our id. */
    ticketsOf: (clientId: number, ourId: string): Promise<Called<HaloTicket[]>> =>
      readPages(
        (page) =>
          call(
            `Tickets?${query({ client_id: clientId, third_party_id_string: ourId, ...page })}`,
            ticketPage,
          ),
        ({ tickets }) => tickets,
      ),
    /** Tickets that changed since an instant of Halo's own clock. */
    ticketsSince: (since: string): Promise<Called<HaloTicket[]>> =>
      readPages(
        (page) => call(`Tickets?${query({ lastupdatefromdate: since, utcoffset: 0, ...page })}`, ticketPage),
        ({ tickets }) => tickets,
      ),
    actions: (ticketId: number): Promise<Called<HaloAction[]>> =>
      readPages(
        (page) =>
          call(
            `Actions?${query({ ticket_id: ticketId, excludesys: true, utcoffset: 0, ...page })}`,
            actionPage,
          ),
        ({ actions }) => actions,
      ),
    /** Makes a ticket, or changes the one whose id is given. Answers its id. */
    saveTicket: (ticket: NewTicket): Promise<Called<number>> => call("Tickets", made, [ticket]),
    /** Adds an action, or changes the one whose id is given, without sending e-mail or running rules. Answers its id. */
    saveAction: (action: NewAction): Promise<Called<number>> =>
      call("Actions", made, [{ sendemail: false, dont_do_rules: true, ...action }]),
    lists: () => readLists(call),
  };
}
export type HaloApi = ReturnType<typeof haloApi>;

type Call = <T>(path: string, schema: z.ZodType<T>) => Promise<Called<T>>;

async function readLists(call: Call): Promise<Called<HaloLists>> {
  const clients = await readPages(
    (page) => call(`Client?${query(page)}`, clientPage),
    (page) => page.clients,
  );
  if (!clients.ok) return clients;
  const statuses = await call("Status?type=ticket", namedList);
  if (!statuses.ok) return statuses;
  const types = await call("TicketType", namedList);
  if (!types.ok) return types;
  const agents = await call("Agent", agentList);
  if (!agents.ok) return agents;
  const outcomes = await call("Outcome", outcomeList);
  if (!outcomes.ok) return outcomes;
  return {
    ok: true,
    value: {
      clients: clients.value.map(({ id, name, main_site_id }) => ({
        id,
        name,
        siteId: main_site_id ?? null,
      })),
      statuses: statuses.value,
      types: types.value,
      agents: agents.value,
      outcomes: outcomes.value.map(({ id, outcome }) => ({ id, name: outcome })),
    },
  };
}

function query(values: Record<string, string | number | boolean>): URLSearchParams {
  return new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

/** All rows of a list, in the order of their ids; a row that comes twice counts once. */
async function readPages<
  Page extends { record_count?: number | null | undefined },
  Row extends { id: number },
>(
  read: (page: Record<string, string | number | boolean>) => Promise<Called<Page>>,
  rowsOf: (page: Page) => Row[],
): Promise<Called<Row[]>> {
  const rows = new Map<number, Row>();
  for (let number = 1; number <= mostPages; number++) {
    const page = await read({
      ...{ pageinate: true, page_size: pageSize, page_no: number },
      ...{ order: "id", orderdesc: false },
    });
    if (!page.ok) return page;
    const before = rows.size;
    for (const row of rowsOf(page.value)) rows.set(row.id, row);
    if (rows.size === before || rows.size >= (page.value.record_count ?? 0)) break;
  }
  return { ok: true, value: [...rows.values()].sort((a, b) => a.id - b.id) };
}

async function authorised<T>(
  access: HaloAccess,
  path: string,
  schema: z.ZodType<T>,
  body?: unknown,
): Promise<Called<T>> {
  const known = await tokenFor(access);
  if (!known.ok) return known;
  const first = await send(access, path, known.value, body);
  if (first.status !== 401) return read(first, schema);
  tokens.delete(keyOf(access));
  const renewed = await tokenFor(access);
  return renewed.ok ? read(await send(access, path, renewed.value, body), schema) : renewed;
}

function send({ url }: HaloAccess, path: string, token: string, body?: unknown): Promise<Posted> {
  const headers = { accept: "application/json", authorization: `Bearer ${token}`, "user-agent": "Tegoed" };
  return callSafely(
    `${url}/api/${path}`,
    body === undefined
      ? { method: "GET", headers, mostBytes }
      : {
          method: "POST",
          ...{ mostBytes, body: JSON.stringify(body) },
          headers: { ...headers, "content-type": "application/json" },
        },
  );
}

const tokenShape = z.object({ access_token: z.string().min(1), expires_in: z.number().default(3600) });
const keyOf = ({ url, appId, secret }: HaloAccess): string => JSON.stringify([url, appId, secret]);

async function tokenFor(access: HaloAccess): Promise<Called<string>> {
  const kept = tokens.get(keyOf(access));
  if (kept && kept.until > performance.now()) return { ok: true, value: kept.token };
  const form = new URLSearchParams({
    ...{ grant_type: "client_credentials", scope: "all" },
    ...{ client_id: access.appId, client_secret: access.secret },
  });
  const answer = await callSafely(`${access.url}/auth/token`, {
    method: "POST",
    body: form.toString(),
    headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
  });
  if (answer.status === 400 || answer.status === 401) return failed(answer, "secret-wrong");
  const token = read(answer, tokenShape);
  if (!token.ok) return token;
  const { access_token, expires_in } = token.value;
  tokens.set(keyOf(access), { token: access_token, until: performance.now() + (expires_in - 60) * 1000 });
  return { ok: true, value: access_token };
}

const refusalOf: Record<number, HaloRefusal> = { 401: "secret-wrong", 403: "not-allowed", 404: "missing" };

function read<T>(answer: Posted, schema: z.ZodType<T>): Called<T> {
  const { status } = answer;
  if (status === null || status === 429 || status >= 500 || status < 200 || (status >= 300 && status < 400))
    return failed(answer, "unavailable");
  if (status >= 400) return failed(answer, refusalOf[status] ?? "refused");
  const value = schema.safeParse(parsed(answer.answer));
  return value.success ? { ok: true, value: value.data } : failed(answer, "unavailable");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function failed({ status, problem, answer, retryAfterSeconds }: Posted, refusal: HaloRefusal): HaloFailure {
  const detail = `${status ?? problem} ${answer.replaceAll("\0", "")}`.trim().slice(0, 300);
  return { ok: false, refusal, detail, retryAfterSeconds };
}
