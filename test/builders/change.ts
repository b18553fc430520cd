import { randomUUID } from "node:crypto";

import { decideChange } from "#app/desk/approvals/decide-change.server.ts";
import { askForChange, previewChange } from "#app/desk/catalogue/ask-for-change.server.ts";
import { getChangePanel } from "#app/desk/change-panel.server.ts";
import { setChangeLine } from "#app/desk/effects/complete-change.server.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { asSystem } from "#app/platform/db.server.ts";

/** The id of a shipped item of the catalogue. */
export async function itemOf(key: string): Promise<string> {
  const [row] = await asSystem(
    (tx) => tx.$queryRaw<{ id: string }[]>`select id::text from catalogue_item where key = ${key}`,
  );
  return row?.id ?? "";
}

export type Typed = Record<string, string | string[]>;
export const sentOf = (typed: Typed) =>
  new Map(Object.entries(typed).map(([key, value]) => [key, [value].flat()]));

/** Previews and sends, as the two steps of the form do; answers the request's id. */
export async function askChange(scope: ClientScope, key: string, typed: Typed, more = {}): Promise<string> {
  const input = {
    id: randomUUID(),
    itemId: await itemOf(key),
    sent: sentOf(typed),
    seen: "",
    canProve: false,
    proved: false,
    earlierId: null,
    ...more,
  };
  const preview = await previewChange(scope, input);
  if (preview.kind !== "preview") throw new Error(JSON.stringify(preview.problems));
  const asked = await askForChange(scope, { ...input, seen: preview.prepared.seen });
  if (asked.kind !== "sent") throw new Error(asked.kind);
  return asked.id;
}

/** Approves a step. */
export const approve = (scope: Parameters<typeof decideChange>[0], id: string, position = 1) =>
  decideChange(scope, { id, position, outcome: "approved", reason: "" });

/** Does every line of a request's checklist that is open. */
export async function tickLines(engineer: StaffScope, clientId: string, id: string): Promise<void> {
  const panel = await getChangePanel(engineer, { clientId, id });
  for (const { position, doneAt } of panel?.lines ?? [])
    if (!doneAt) await setChangeLine(engineer, { id, position, done: true, proof: "" });
}
