/** Who asks for the pages of the bench. */
export const people = {
  petra: "petra@bakkerij-jansen.example",
  joris: "joris@atelier-noord.example",
  iris: "iris@helder-it.example",
  noor: "noor@helder-it.example",
} as const;
export type Person = keyof typeof people;

/** The pages that the bench asks for: half a year of a client's history, fifty rows, and two hundred clients. */
export const pages = {
  dashboard: { at: "/", who: "petra" },
  hours: { at: "/hours", who: "petra" },
  statement: { at: "/statement", who: "petra" },
  clients: { at: "/staff/clients", who: "iris" },
  requests: { at: "/requests", who: "petra" },
  contract: { at: "/contract", who: "joris" },
  "contract's dashboard": { at: "/", who: "joris" },
  people: { at: "/employees", who: "joris" },
  licences: { at: "/licences", who: "joris" },
  queue: { at: "/staff/requests", who: "iris" },
  import: { at: "/staff/import", who: "noor" },
} as const satisfies Record<string, { at: string; who: Person }>;
export type PageName = keyof typeof pages;

/** The pages whose speed is measured; of the others their statements are counted. */
export const measured: PageName[] = ["dashboard", "hours", "statement", "clients", "requests"];

/** How many statements a page may make besides those that begin and end its transaction. */
export const mostStatements = 8;

/** How many bytes of HTML a page may have, uncompressed. */
export const mostHtmlBytes: Partial<Record<PageName, number>> = { dashboard: 25_000, hours: 45_000 };

/** Tells whether a text names a page of the bench. */
export const isPage = (text: string): text is PageName => text in pages;

/** Two hundred clients in all, for staff's list. */
export const moreClients = `
  insert into client (name, legal_name, country, billing_email)
  select 'Client ' || n, 'Client', 'NL', 'b@bench.example'
  from generate_series((select count(*) from client) + 1, 200) n`;
