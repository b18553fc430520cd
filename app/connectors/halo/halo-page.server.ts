import {
  matchAgents,
  proposeClients,
  type AgentMatch,
  type HaloChoices,
} from "#app/connectors/rules/halo.ts";
import { listWorkTypes } from "#app/hours/work-types/work-type-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { getLocale } from "#app/platform/i18n/locale.ts";
import { requireMsp } from "#app/platform/msp.server.ts";

import { listChosenAgents } from "./agent-store.server.ts";
import { webhookPassword } from "./connect.server.ts";
import type { HaloLists } from "./shapes.ts";
import {
  countTickets,
  findConnection,
  listActors,
  listClientNames,
  listFailed,
  listMapped,
  type HaloStatus,
  type ShownTicket,
} from "./store.server.ts";

export type ShownClient = {
  id: string;
  name: string;
  /** Halo's client that it is; null where none is. */
  mapped: { id: number; name: string } | null;
  /** Halo's client of the same name, where it is nobody's yet. */
  proposed: number | null;
};
export type HaloPage = {
  colleagues: { value: string; label: string }[];
  workTypes: { value: string; label: string }[];
  zone: string;
  /** Null where none is set up. */
  connection: {
    url: string;
    appId: string;
    actsAs: string;
    workTypeId: string | null;
    choices: HaloChoices | null;
    lists: HaloLists | null;
    isOn: boolean;
    status: HaloStatus;
    detail: string | null;
    succeededAt: Date | null;
    webhook: { url: string; password: string | null };
  } | null;
  clients: ShownClient[];
  /** Halo's people without the connection's own, each with the choice that was made (undefined: none) and who it is here by that. */
  agents: {
    id: number;
    name: string;
    email: string | null;
    choice: string | null | undefined;
    is: { name: string; by: AgentMatch["by"] } | null;
  }[];
  tickets: { linked: number; waiting: number };
  failed: ShownTicket[];
};

/** The connection with what waits and what failed; its secret stays out. Nine queries. */
export function getHaloPage(scope: StaffScope): Promise<HaloPage> {
  return readInScope(scope, async (tx) => {
    const found = await findConnection(tx);
    const mapped = new Map((await listMapped(tx)).map(({ clientId, haloId }) => [clientId, haloId]));
    const theirs = found?.lists?.clients ?? [];
    const taken = new Set(mapped.values());
    const names = await listClientNames(tx);
    const proposed = proposeClients(
      names.filter(({ id }) => !mapped.has(id)),
      theirs.filter(({ id }) => !taken.has(id)),
    );
    const people = await listActors(tx);
    const chosen = await listChosenAgents(tx);
    const agents = (found?.lists?.agents ?? []).filter(({ id }) => id !== found?.choices?.agentId);
    const matches = matchAgents(agents, people, chosen);
    const workTypes = await listWorkTypes(tx);
    return {
      colleagues: people.map(({ userId, name }) => ({ value: userId, label: name })),
      workTypes: workTypes
        .filter(({ active }) => active)
        .map(({ id, names: texts }) => ({ value: id, label: texts[getLocale()] })),
      zone: (await requireMsp(tx)).zone,
      connection: found && {
        ...{ url: found.url, appId: found.appId, actsAs: found.actsAs, workTypeId: found.workTypeId },
        ...{ choices: found.choices, lists: found.lists, isOn: found.isOn },
        ...{ status: found.status, detail: found.detail, succeededAt: found.succeededAt },
        webhook: { url: `${env().origin}/webhooks/halo`, password: webhookPassword(found.webhookSecret) },
      },
      clients: names.map(({ id, name }) => {
        const haloId = mapped.get(id);
        return {
          ...{ id, name },
          mapped:
            haloId === undefined
              ? null
              : { id: haloId, name: theirs.find((one) => one.id === haloId)?.name ?? `#${haloId}` },
          proposed: proposed.get(id)?.id ?? null,
        };
      }),
      agents: agents.map(({ id, name, email }) => {
        const match = matches.get(id);
        const person = people.find(({ userId }) => userId === match?.userId);
        return {
          ...{ id, name, email: email?.trim() || null, choice: chosen.get(id) },
          is: person && match ? { name: person.name, by: match.by } : null,
        };
      }),
      tickets: await countTickets(tx),
      failed: await listFailed(tx),
    };
  });
}
