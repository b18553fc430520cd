import { nextStates, type RequestKind, type RequestState } from "#app/requests/rules/request-state.ts";

/** The states that both sides know; each has one status of Halo's that is sent for it. */
export const sharedStates = ["new", "in_progress", "waiting", "done"] as const;
export type SharedState = (typeof sharedStates)[number];

/** What is chosen of Halo's own lists, by their ids there. */
export type HaloChoices = {
  ticketTypeId: number;
  /** Whom the connection signs in as. What this agent does in Halo is ours, and is never taken from there. */
  agentId: number;
  /** The kind of action that a comment, note or time entry becomes. */
  outcomeId: number;
  statuses: Record<SharedState, number>;
  /** Further statuses that mean waiting or done; every other one means in progress. */
  alsoWaiting: readonly number[];
  alsoDone: readonly number[];
};

/** What a status of Halo's means here. */
export function meaningOf(choices: HaloChoices, statusId: number): SharedState {
  const chosen = sharedStates.find((state) => choices.statuses[state] === statusId);
  if (chosen) return chosen;
  if (choices.alsoWaiting.includes(statusId)) return "waiting";
  return choices.alsoDone.includes(statusId) ? "done" : "in_progress";
}

const shared: Record<RequestState, SharedState | null> = {
  new: "new",
  in_progress: "in_progress",
  waiting: "waiting",
  done: "done",
  awaiting_approval: null,
  scheduled: "waiting",
  refused: "done",
  withdrawn: "done",
};

/** What a request's state is in Halo; null as long as it is not the MSP's to work on. */
export function sharedStateOf(state: RequestState): SharedState | null {
  return shared[state];
}

export type StateDecision =
  { do: "nothing" } | { do: "send"; state: SharedState } | { do: "take"; steps: readonly RequestState[] };

/**
 * Which side's state holds, from the state that both had last. Who changed it wins; where both did, Halo wins, as engineers work there.
 * Ours holds whatever Halo says where staff can't make that step here: a standard change is done by its checklist, and what was
 * refused, withdrawn or is planned for a day stays so.
 */
export function decideState({
  agreed,
  ours,
  theirs,
  kind,
}: {
  agreed: SharedState | null;
  ours: RequestState;
  theirs: SharedState;
  kind: RequestKind;
}): StateDecision {
  const own = sharedStateOf(ours);
  if (own === null || own === theirs) return { do: "nothing" };
  if (agreed === null || theirs === agreed) return { do: "send", state: own };
  const steps = stepsTo({ state: ours, kind }, theirs);
  return steps ? { do: "take", steps } : { do: "send", state: own };
}

/** The fewest steps by which staff bring a request from one state to another; null where they can't. */
export function stepsTo(
  { state: from, kind }: { state: RequestState; kind: RequestKind },
  to: RequestState,
): readonly RequestState[] | null {
  let paths: RequestState[][] = nextStates("staff", { state: from, kind }).map((state) => [state]);
  for (let length = 0; length < sharedStates.length && paths.length > 0; length++) {
    const found = paths.find((path) => path.at(-1) === to);
    if (found) return found;
    paths = paths.flatMap((path) =>
      nextStates("staff", { state: path.at(-1) ?? from, kind }).map((state) => [...path, state]),
    );
  }
  return null;
}

/** Which side's minutes hold, from those that both had last: who changed them wins, and Halo where both did. */
export function decideMinutes({
  agreed,
  ours,
  theirs,
}: {
  agreed: number;
  ours: number;
  theirs: number;
}): "nothing" | "send" | "take" {
  if (ours === theirs) return "nothing";
  // What was reversed here stays so.
  return theirs === agreed || ours === 0 ? "send" : "take";
}

/** Whole minutes of Halo's decimal hours. */
export function minutesOf(hours: number): number {
  return Math.max(0, Math.round(hours * 60));
}

/** Minutes as Halo's decimal hours: exact to a second. */
export function hoursOf(minutes: number): number {
  return Math.round((minutes / 60) * 10_000) / 10_000;
}

/** An instant as Halo writes it, with or without a zone (UTC is asked for); null for its empty values of 1899 and 1900. */
export function haloInstant(text: string): Date | null {
  const date = new Date(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1980 ? null : date;
}

/** An instant as Halo's searches take it: in UTC, without a zone. */
export function toHaloInstant(instant: Date): string {
  return instant.toISOString().replace(/\.\d+Z$/, "");
}

/** Text as HTML of Halo's notes. */
export function htmlOf(text: string): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return escaped.replaceAll('"', "&quot;").replaceAll(/\r?\n/g, "<br>");
}

const entities: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  nbsp: " ",
  "#39": "'",
  apos: "'",
};

/** What a note of Halo's says, without its HTML. */
export function textOf(html: string): string {
  return html
    .replaceAll("\0", "")
    .replaceAll(/<(script|style)\b[^>]*>[^]*?<\/\1\s*>/gi, "")
    .replaceAll(/<br\s*\/?>|<\/(p|div|li|tr|h\d)\s*>/gi, "\n")
    .replaceAll(/<[^<>]*>/g, "")
    .replaceAll(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole)
    .replaceAll(/[^\S\n]+/g, " ")
    .replaceAll(/ ?\n ?/g, "\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}

/** A text as it stands, or is to stand, in Halo. */
export type Part = { text: string; hidden: boolean };

const markOf = ({ text, hidden }: Part): string => `${hidden} ${text.replaceAll(/\s+/g, " ").trim()}`;

/**
 * Which of our things without an action in Halo stand there all the same, since an answer got lost: each with the action that says the
 * same, every action for one thing alone. Minutes are not compared: somebody may have changed them there meanwhile.
 */
export function findSent<Ours extends Part, Theirs extends Part>(
  ours: readonly Ours[],
  theirs: readonly Theirs[],
): Map<Ours, Theirs> {
  const byMark = groupedBy(theirs, markOf);
  const found = new Map<Ours, Theirs>();
  for (const one of ours) {
    const action = byMark.get(markOf(one))?.shift();
    if (action) found.set(one, action);
  }
  return found;
}

/** Where names are the same but for case, spaces and the form of company, which Halo's client is proposed for ours. */
export function proposeClients<Theirs extends { id: number; name: string }>(
  ours: readonly { id: string; name: string }[],
  theirs: readonly Theirs[],
): Map<string, Theirs> {
  const byName = groupedBy(theirs, ({ name }) => plainName(name));
  const proposed = new Map<string, Theirs>();
  for (const { id, name } of ours) {
    const [only, ...others] = byName.get(plainName(name)) ?? [];
    if (only && others.length === 0) proposed.set(id, only);
  }
  return proposed;
}

/** The choice that an agent of Halo's is nobody here. */
export const nobody = "nobody";

/** An agent of Halo's as one of the MSP's people (null: none of them), and why. */
export type AgentMatch = { userId: string | null; by: "choice" | "email" | "name" | null };

/**
 * Which of the MSP's people each of Halo's agents is: who was chosen (null: nobody), else who has the same e-mail address, else the
 * same name. A choice of somebody who is not among the people any more counts as none.
 */
export function matchAgents(
  agents: readonly { id: number; name: string; email?: string | null | undefined }[],
  people: readonly { userId: string; name: string; email: string }[],
  chosen: ReadonlyMap<number, string | null>,
): Map<number, AgentMatch> {
  const same = (one: string | null | undefined, other: string): boolean =>
    (one ?? "").trim().toLowerCase() === other.trim().toLowerCase();
  const matchOf = ({ id, name, email }: (typeof agents)[number]): AgentMatch => {
    const choice = chosen.get(id);
    if (choice === null || people.some(({ userId }) => userId === choice))
      return { userId: choice ?? null, by: "choice" };
    const byEmail = people.find((person) => same(email, person.email));
    if (byEmail) return { userId: byEmail.userId, by: "email" };
    const byName = people.find((person) => same(name, person.name));
    return byName ? { userId: byName.userId, by: "name" } : { userId: null, by: null };
  };
  return new Map(agents.map((agent) => [agent.id, matchOf(agent)]));
}

function groupedBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

const plainName = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\b(b\.?v|n\.?v|v\.?o\.?f|gmbh|mbh|ug|ag|ltd|llc|inc)\b\.?/g, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, "");

const backOffMinutes = [1, 5, 30, 120, 360];

/** When something that failed so many times is tried again, in milliseconds: it is never given up. */
export function retryAfterMs(tries: number): number {
  return (backOffMinutes[Math.min(tries, backOffMinutes.length) - 1] ?? 1) * 60_000;
}
