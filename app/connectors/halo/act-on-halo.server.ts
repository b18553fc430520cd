import type { z } from "zod";

import { nobody } from "#app/connectors/rules/halo.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

import {
  mapClient,
  refreshLists,
  setAccess,
  setChoices,
  switchOff,
  switchOn,
  tryAgain,
  unmapClient,
} from "./connect.server.ts";
import type { haloForm } from "./forms.server.ts";
import { mapAgent } from "./map-agent.server.ts";
import { accessRefusalWords, choicesRefusalWords } from "./words.ts";

type Acted = { ok: true; text: string } | { ok: false; problem: string };

/** Does what a form of the page of HaloPSA asks, and answers it in words. */
export async function actOnHalo(scope: StaffScope, value: z.output<typeof haloForm>): Promise<Acted> {
  const saved: Acted = { ok: true, text: m.connectors_saved() };
  switch (value.intent) {
    case "access": {
      const { url, appId, secret = null, actsAs } = value;
      const set = await setAccess(scope, { url, appId, secret, actsAs });
      if (!set.ok) return { ok: false, problem: accessRefusalWords[set.refusal]() };
      return lists(scope);
    }
    case "lists":
      return lists(scope);
    case "choices": {
      const set = await setChoices(scope, value);
      return set.ok ? saved : { ok: false, problem: choicesRefusalWords[set.refusal]() };
    }
    case "on": {
      const on = await switchOn(scope);
      return on.ok ? saved : { ok: false, problem: choicesRefusalWords[on.refusal]() };
    }
    case "map": {
      const mapped = await mapClient(scope, value);
      return mapped.ok ? saved : { ok: false, problem: choicesRefusalWords[mapped.refusal]() };
    }
    case "agent": {
      const { haloId, person } = value;
      const mapped = await mapAgent(scope, { haloId, userId: person === nobody ? null : person });
      return mapped.ok ? saved : { ok: false, problem: choicesRefusalWords[mapped.refusal]() };
    }
    case "off":
      await switchOff(scope);
      return saved;
    case "unmap":
      await unmapClient(scope, value.clientId);
      return saved;
    case "again":
      await tryAgain(scope, value);
      return { ok: true, text: m.connectors_tried() };
  }
}

async function lists(scope: StaffScope): Promise<Acted> {
  return (await refreshLists(scope))
    ? { ok: true, text: m.connectors_lists_read() }
    : { ok: false, problem: m.connectors_lists_failed() };
}
