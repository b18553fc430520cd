/** Who asks for the pages of the bench. */
export const people = {
  petra: "petra@bakkerij-jansen.example",
  iris: "iris@helder-it.example",
} as const;
export type Person = keyof typeof people;

/** The pages that the bench measures: half a year of a client's history, fifty rows, and two hundred clients. */
export const pages = {
  dashboard: { at: "/", who: "petra" },
  hours: { at: "/hours", who: "petra" },
  statement: { at: "/statement", who: "petra" },
  clients: { at: "/staff/clients", who: "iris" },
  requests: { at: "/requests", who: "petra" },
} as const satisfies Record<string, { at: string; who: Person }>;
export type PageName = keyof typeof pages;

/** Tells whether a text names a page of the bench. */
export const isPage = (text: string): text is PageName => text in pages;

/** Two hundred clients in all, for staff's list. */
export const moreClients = `
  insert into client (name, legal_name, country, billing_email)
  select 'Client ' || n, 'Client', 'NL', 'b@bench.example'
  from generate_series((select count(*) from client) + 1, 200) n`;
