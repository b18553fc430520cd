import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

import { z } from "zod";

const host = "127.0.0.1";

/** A ticket and an action as Halo keeps them; instants as it writes them, without a zone. */
export type Ticket = {
  id: number;
  client_id: number;
  summary: string;
  details_html: string;
  status_id: number;
  third_party_id_string: string | null;
  last_update: string;
  lastactiondate: string;
  merged_into_id: number;
  agent_id: number | null;
};
export type Action = {
  id: number;
  ticket_id: number;
  who: string;
  who_agentid: number;
  datetime: string;
  outcome: string;
  note: string;
  note_html: string;
  hiddenfromuser: boolean;
  timetaken: number;
};

/**
 * What the next call gets instead of its answer: a status; no answer after it was done (`lose`) or instead of it (`drop`); every token
 * ends before it (`expire`); a search for changed tickets knows no more than the one before (`stale`).
 */
export type HaloFault =
  | { kind: "status"; status: number; retryAfter?: number }
  | { kind: "lose" | "drop" | "expire" | "stale" | "none" };

/** A running stand-in for HaloPSA, with what its own people do there. */
export type Halo = {
  url: string;
  secret: string;
  tickets: Ticket[];
  actions: Action[];
  clients: { id: number; name: string; main_site_id: number }[];
  /** How many tickets and actions were made by calls. */
  made: { tickets: number; actions: number };
  fail: (...faults: HaloFault[]) => void;
  /** Forgets the faults that no call met. */
  heal: () => void;
  /** Somebody of Halo's writes on a ticket. Answers the action's id. */
  write: (
    ticketId: number,
    given: { who: string; note: string; hidden: boolean; minutes?: number },
  ) => number;
  setStatus: (ticketId: number, statusId: number) => void;
  /** Somebody of Halo's gives a ticket to an agent. */
  assign: (ticketId: number, agentId: number) => void;
  setMinutes: (ticketId: number, actionId: number, minutes: number) => void;
  close: () => Promise<void>;
};

export const haloStatuses = [
  { id: 1, name: "New" },
  { id: 2, name: "In Progress" },
  { id: 4, name: "With User" },
  { id: 5, name: "On Hold" },
  { id: 8, name: "Resolved" },
  { id: 9, name: "Closed" },
];
/** The agent that calls act as, and two people. */
export const haloAgents = [
  { id: 3, name: "Tegoed", email: null },
  { id: 11, name: "Daan Visser" },
  { id: 12, name: "Sam Halo", email: "sam@halo.example" },
];
const types = [
  { id: 1, name: "Incident" },
  { id: 3, name: "Service Request" },
];
const outcomes = [
  { id: 1, outcome: "Email User" },
  { id: 7, outcome: "Private Note" },
  { id: 30, outcome: "Portal" },
];

type State = Pick<Halo, "secret" | "tickets" | "actions" | "clients" | "made"> & {
  faults: HaloFault[];
  tokens: Set<string>;
  given: number;
  clock: number;
  /** What the latest search for changed tickets answered. */
  search: object | null;
};

/**
 * Starts a stand-in that answers as the documented API does: sign-in, pages, filters, lists in posts, refusals. Its clock is its own:
 * it begins at an instant and goes on with each change.
 */
export async function startHalo(clients: Halo["clients"], began: Date): Promise<Halo> {
  const state: State = {
    ...{
      secret: "secret-of-the-stand-in",
      tickets: [],
      actions: [],
      clients,
      made: { tickets: 0, actions: 0 },
    },
    ...{ faults: [], tokens: new Set(), given: 0, clock: began.getTime(), search: null },
  };
  const server = createServer((request, response) => void answer(state, request, response));
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const address = server.address();
  const port = address && typeof address === "object" ? address.port : 0;
  const ticketOf = (id: number): Ticket | undefined => state.tickets.find((ticket) => ticket.id === id);
  return Object.assign(state, {
    url: `http://${host}:${String(port)}`,
    fail: (...faults: HaloFault[]) => void state.faults.push(...faults),
    heal: () => void state.faults.splice(0),
    write: (ticketId: number, { who, note, hidden, minutes = 0 }: Parameters<Halo["write"]>[1]) => {
      const who_agentid = haloAgents.find(({ name }) => name === who)?.id ?? 0;
      const content = { note, note_html: `<p>${note}</p>`, hiddenfromuser: hidden, timetaken: minutes / 60 };
      return addAction(state, ticketId, { who, who_agentid, outcome: "Portal", ...content }).id;
    },
    setStatus: (ticketId: number, statusId: number) => {
      const ticket = ticketOf(ticketId);
      if (ticket) Object.assign(ticket, { status_id: statusId, last_update: tick(state) });
    },
    assign: (ticketId: number, agentId: number) => {
      const ticket = ticketOf(ticketId);
      if (ticket) Object.assign(ticket, { agent_id: agentId, last_update: tick(state) });
    },
    setMinutes: (ticketId: number, actionId: number, minutes: number) => {
      const action = actionOf(state, ticketId, actionId);
      if (!action) return;
      action.timetaken = minutes / 60;
      touch(state, action.ticket_id);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  });
}

/** The next instant of its clock, in UTC without a zone. */
function tick(state: State): string {
  state.clock += 20_000;
  return new Date(state.clock).toISOString().replace("Z", "");
}

function touch(state: State, ticketId: number): void {
  const ticket = state.tickets.find(({ id }) => id === ticketId);
  const at = tick(state);
  if (ticket) Object.assign(ticket, { last_update: at, lastactiondate: at });
}

const actionOf = (state: State, ticketId: number, actionId: number | undefined): Action | undefined =>
  state.actions.find((one) => one.ticket_id === ticketId && one.id === actionId);

function addAction(
  state: State,
  ticketId: number,
  given: Omit<Action, "id" | "ticket_id" | "datetime">,
): Action {
  // Halo counts the actions of each ticket by themselves.
  const id = state.actions.filter((one) => one.ticket_id === ticketId).length + 1;
  const action = { id, ticket_id: ticketId, datetime: tick(state), ...given };
  state.actions.push(action);
  touch(state, ticketId);
  return action;
}

async function answer(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", `http://${host}`);
  const body = await bodyOf(request);
  const fault = state.faults.shift() ?? { kind: "none" as const };
  if (fault.kind === "drop") return void request.socket.destroy();
  if (fault.kind === "expire") state.tokens.clear();
  if (fault.kind === "status") {
    if (fault.retryAfter !== undefined) response.setHeader("retry-after", String(fault.retryAfter));
    return json(response, fault.status, { message: "Please try again later." });
  }
  const [status, value] =
    url.pathname === "/auth/token" ? signIn(state, body) : called(state, request, url, body);
  if (fault.kind === "lose") return void request.socket.destroy();
  const isSearch = status === 200 && url.searchParams.has("lastupdatefromdate");
  const earlier = isSearch ? state.search : null;
  if (isSearch) state.search = structuredClone(value);
  json(response, status, fault.kind === "stale" && earlier ? earlier : value);
}

type Answer = [status: number, value: object];

function signIn(state: State, body: string): Answer {
  const form = new URLSearchParams(body);
  if (form.get("grant_type") !== "client_credentials" || form.get("client_secret") !== state.secret)
    return [400, { error: "invalid_client" }];
  const token = `token-${String(++state.given)}`;
  state.tokens.add(`Bearer ${token}`);
  return [200, { token_type: "Bearer", expires_in: 3600, access_token: token, scope: "all" }];
}

function called(state: State, request: IncomingMessage, url: URL, body: string): Answer {
  if (!state.tokens.has(request.headers.authorization ?? "")) return [401, { message: "Unauthorized" }];
  const [, resource = "", id] = /^\/api\/(\w+)(?:\/(\d+))?$/.exec(url.pathname) ?? [];
  if (request.method === "POST") return posted(state, resource, body);
  const { searchParams: query } = url;
  switch (resource) {
    case "Status":
      return [200, haloStatuses];
    case "TicketType":
      return [200, types];
    case "Agent":
      return [200, haloAgents];
    case "Outcome":
      return [200, outcomes];
    case "Client":
      return [200, pageOf("clients", state.clients, query)];
    case "Actions":
      return [
        200,
        pageOf(
          "actions",
          state.actions.filter((one) => String(one.ticket_id) === query.get("ticket_id")),
          query,
        ),
      ];
    case "Tickets":
      return id === undefined
        ? [200, pageOf("tickets", filtered(state, query), query)]
        : oneTicket(state, Number(id));
    default:
      return [404, { message: "Not found" }];
  }
}

function oneTicket(state: State, id: number): Answer {
  const ticket = state.tickets.find((one) => one.id === id);
  return ticket ? [200, ticket] : [404, { message: "Not found" }];
}

function filtered(state: State, query: URLSearchParams): Ticket[] {
  const [client, ours, since] = ["client_id", "third_party_id_string", "lastupdatefromdate"].map((name) =>
    query.get(name),
  );
  return state.tickets.filter(
    (ticket) =>
      (!client || String(ticket.client_id) === client) &&
      (!ours || ticket.third_party_id_string === ours) &&
      (!since || ticket.last_update >= since),
  );
}

function pageOf(name: string, rows: readonly object[], query: URLSearchParams): object {
  const size = Math.min(Number(query.get("page_size") ?? 50), 100);
  const from = (Number(query.get("page_no") ?? 1) - 1) * size;
  return { record_count: rows.length, [name]: rows.slice(from, from + size) };
}

const ticketPosts = z.array(
  z.object({
    id: z.int().optional(),
    client_id: z.int().optional(),
    summary: z.string().optional(),
    details_html: z.string().optional(),
    status_id: z.int().optional(),
    tickettype_id: z.int().optional(),
    third_party_id_string: z.string().optional(),
  }),
);
const actionPosts = z.array(
  z.object({
    id: z.int().optional(),
    ticket_id: z.int(),
    outcome_id: z.int().optional(),
    note_html: z.string().optional(),
    hiddenfromuser: z.boolean().optional(),
    timetaken: z.number().optional(),
  }),
);

function posted(state: State, resource: string, body: string): Answer {
  const value: unknown = JSON.parse(body);
  if (resource === "Tickets") return savedTicket(state, ticketPosts.parse(value)[0]);
  return resource === "Actions"
    ? savedAction(state, actionPosts.parse(value)[0])
    : [404, { message: "Not found" }];
}

function savedTicket(state: State, given: z.output<typeof ticketPosts>[number] | undefined): Answer {
  if (given?.id !== undefined) {
    const ticket = state.tickets.find(({ id }) => id === given.id);
    if (!ticket) return [404, { message: "Not found" }];
    Object.assign(ticket, given, { last_update: tick(state) });
    return [201, ticket];
  }
  if (!given?.summary || !state.clients.some(({ id }) => id === given.client_id))
    return [400, { message: "A client and a summary must be entered" }];
  const at = tick(state);
  const ticket: Ticket = {
    ...{ id: 1000 + state.tickets.length, client_id: given.client_id ?? 0, summary: given.summary },
    ...{ details_html: given.details_html ?? "", status_id: given.status_id ?? 1 },
    ...{ third_party_id_string: given.third_party_id_string ?? null, last_update: at, lastactiondate: at },
    ...{ merged_into_id: 0, agent_id: null },
  };
  state.tickets.push(ticket);
  state.made.tickets += 1;
  const opened = { note: "", note_html: ticket.details_html, hiddenfromuser: false, timetaken: 0 };
  addAction(state, ticket.id, { who: "Tegoed", who_agentid: 3, outcome: "Opened", ...opened });
  return [201, [ticket]];
}

function savedAction(state: State, given: z.output<typeof actionPosts>[number] | undefined): Answer {
  const known = given && actionOf(state, given.ticket_id, given.id);
  if (known) {
    if (given.timetaken !== undefined) known.timetaken = given.timetaken;
    touch(state, known.ticket_id);
    return [201, known];
  }
  if (!given || !state.tickets.some(({ id }) => id === given.ticket_id))
    return [404, { message: "Not found" }];
  if (!given.outcome_id) return [400, { message: "An Outcome must be entered" }];
  state.made.actions += 1;
  const { note_html = "", hiddenfromuser = false, timetaken = 0 } = given;
  const note = note_html.replaceAll("<br>", "\n");
  return [
    201,
    [
      addAction(state, given.ticket_id, {
        ...{ who: "Tegoed", who_agentid: 3, outcome: "Portal", note, note_html, hiddenfromuser, timetaken },
      }),
    ],
  ];
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  await new Promise((resolve) => {
    request.on("data", (chunk: Buffer) => chunks.push(chunk)).on("end", resolve);
  });
  return Buffer.concat(chunks).toString();
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
