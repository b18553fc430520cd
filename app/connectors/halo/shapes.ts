import { z } from "zod";

/** What is read of Halo's answers; all else that they hold is left unread. */
const id = z.int();
const text = z.string().nullish();

export const haloTicket = z.object({
  id,
  summary: text,
  status_id: z.int(),
  agent_id: z.int().nullish(),
  third_party_id_string: text,
  last_update: text,
  merged_into_id: z.int().nullish(),
});
export type HaloTicket = z.output<typeof haloTicket>;

export const haloAction = z.object({
  id,
  who: text,
  who_agentid: z.int().nullish(),
  datetime: text,
  note: text,
  note_html: text,
  hiddenfromuser: z.boolean().nullish(),
  timetaken: z.number().nullish(),
});
export type HaloAction = z.output<typeof haloAction>;

/** Halo answers what it made as itself or as a list of one. */
export const made = z
  .union([z.object({ id }), z.array(z.object({ id })).nonempty()])
  .transform((answer) => (Array.isArray(answer) ? (answer[0]?.id ?? 0) : answer.id));

const count = z.int().nullish();
export const ticketPage = z.object({ record_count: count, tickets: z.array(haloTicket) });
export const actionPage = z.object({ record_count: count, actions: z.array(haloAction) });

const named = z.object({ id, name: z.string() });
export const namedList = z.array(named);
/** An agent's address is left out by some installations. */
export const agentList = z.array(named.extend({ email: text }));
export const clientPage = z.object({
  record_count: count,
  clients: z.array(named.extend({ main_site_id: z.int().nullish() })),
});
/** Outcomes carry their name in `outcome`. */
export const outcomeList = z.array(z.object({ id, outcome: z.string() }));

const list = z.array(named);
/** Halo's lists as they are kept to choose from. */
export const haloLists = z.object({
  clients: z.array(named.extend({ siteId: z.int().nullable() })),
  statuses: list,
  types: list,
  agents: agentList,
  outcomes: list,
});
export type HaloLists = z.output<typeof haloLists>;

/** What was chosen, as it is kept. */
export const haloChoices = z.object({
  ticketTypeId: id,
  agentId: id,
  outcomeId: id,
  statuses: z.object({ new: id, in_progress: id, waiting: id, done: id }),
  alsoWaiting: z.array(id),
  alsoDone: z.array(id),
});
