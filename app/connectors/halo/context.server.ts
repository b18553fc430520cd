import { matchAgents, type HaloChoices } from "#app/connectors/rules/halo.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { unsealBytes } from "#app/platform/sealed-text.server.ts";
import { uuidOf } from "#app/platform/uuid-of.server.ts";

import { listChosenAgents } from "./agent-store.server.ts";
import { haloApi, type HaloApi } from "./api.server.ts";
import type { HaloAction } from "./shapes.ts";
import {
  findConnection,
  listActors,
  listMapped,
  type HaloConnection,
  type MappedClient,
  type TicketKey,
} from "./store.server.ts";

/** All that work on Halo needs, read in one transaction. */
export type HaloContext = {
  connection: HaloConnection;
  api: HaloApi;
  choices: HaloChoices;
  workTypeId: string;
  clients: MappedClient[];
  /** In whose name it acts, and the MSP's people by their names in lower case. */
  actor: StaffScope;
  people: ReadonlyMap<string, StaffScope>;
  /** Who Halo's agents are here; null for nobody, none for an agent that is not in the lists yet. */
  agents: ReadonlyMap<number, StaffScope | null>;
};

/** The API of a connection; null where another AUTH_SECRET sealed its secret. */
export function apiOf({ url, appId, secret }: HaloConnection): HaloApi | null {
  const opened = unsealBytes("halo secret", secret);
  return opened && haloApi({ url, appId, secret: opened.toString() });
}

export type Unready = "off" | "secret-wrong" | "actor-gone";

/** What is needed to work, or why there is no work: switched off, a secret that can't be opened, a person who left. */
export async function readContext(tx: Tx): Promise<HaloContext | Unready> {
  const connection = await findConnection(tx);
  const { choices = null, workTypeId = null } = connection ?? {};
  if (!connection?.isOn || !choices || !workTypeId) return "off";
  const api = apiOf(connection);
  if (!api) return "secret-wrong";
  const people = await listActors(tx);
  const actor = people.find(({ userId }) => userId === connection.actsAs);
  if (!actor) return "actor-gone";
  return {
    ...{ connection, api, choices, workTypeId, actor },
    clients: await listMapped(tx),
    people: new Map(people.map((person) => [person.name.toLowerCase(), person])),
    agents: new Map(
      [...matchAgents(connection.lists?.agents ?? [], people, await listChosenAgents(tx))].map(
        ([id, { userId }]) => [id, people.find((person) => person.userId === userId) ?? null],
      ),
    ),
  };
}

/**
 * In whose name something of Halo's stands here: the colleague that its agent is (an agent that the lists don't have yet is one by
 * name), else the connection's own person, and then not truly theirs. Nobody gets more rights than that one.
 */
export function authorOf(
  { agents, people, actor }: HaloContext,
  { who, who_agentid: agentId }: Pick<HaloAction, "who" | "who_agentid">,
): { author: StaffScope; isTheirs: boolean } {
  const known = agents.get(agentId ?? 0);
  const person = known === undefined ? people.get((who ?? "").trim().toLowerCase()) : known;
  return { author: person ? { ...person, role: actor.role } : actor, isTheirs: Boolean(person) };
}

/** The id that an action of a ticket gets here: the same each time, and another one for another ticket or Halo. */
export function ourIdOf({ connection, haloId }: Pair, kind: string, actionId: number): string {
  return uuidOf(`${connection.url} ${haloId} ${kind} ${actionId}`);
}

/** A request under way, with its ticket. */
export type Pair = HaloContext & { key: TicketKey; haloId: number };
