import type { Client } from "#app/clients/client-store.server.ts";
import type { ChangeRefusal } from "#app/desk/rules/change-machine.ts";
import { readEffect, type ReadEffect } from "#app/desk/rules/effect-answers.ts";
import {
  findChange,
  listEffectRows,
  markEffectUndone,
  type ChangeRow,
} from "#app/desk/store/change-store.server.ts";
import { findRequestFacts } from "#app/desk/store/request-facts-store.server.ts";
import { endAccessInside } from "#app/identity/end-access.server.ts";
import type { RowChange } from "#app/people/rules/roster.ts";
import type { StandardRefusal } from "#app/people/rules/standard-changes.ts";
import {
  addLicenceInside,
  changeRightInside,
  giveAccessInside,
  joinInside,
  leaveInside,
  lowerPoolsInside,
  takeLicenceInside,
  undoInside,
  type Place,
} from "#app/people/standard-change.server.ts";
import { findRoster } from "#app/people/store/roster-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { dayIn } from "#app/platform/zone.server.ts";

export type EffectRefusal = StandardRefusal | "answer-missing";
/** Why a change is not completed. */
export type CompleteRefusal = ChangeRefusal | EffectRefusal | "changed-meanwhile";
/** What an effect did, and whose sessions end with it. */
export type Effected = Result<{ rows: RowChange[]; endedUserIds: string[] }, EffectRefusal>;

/** Does what a request asked to the client's records, in the caller's transaction, which locked the client and nothing after it. */
export async function applyEffect(
  tx: Tx,
  { client, change, ...place }: { client: Client; change: ChangeRow; actor: Place["actor"]; reason: string },
): Promise<Effected> {
  const at = { ...place, clientId: client.id, requestId: change.requestId };
  const today = dayIn(client.zone, now());
  if (change.reversesId !== null) return rowsOnly(await reverse(tx, at, change.reversesId, today));
  const effect = readEffect(change.effect, change.answers);
  switch (effect?.kind) {
    case undefined:
      return refuse("answer-missing");
    case "none":
      return ok({ rows: [], endedUserIds: [] });
    case "access":
      return rowsOnly(await giveAccess(tx, at, effect, today));
    case "rights":
      return rowsOnly(await changeRightInside(tx, at, { ...effect, from: today }));
    case "licence":
      return rowsOnly(await changeLicence(tx, at, effect, today));
    case "joiner":
      return rowsOnly(await joinInside(tx, at, effect));
    case "leaver":
      return letGo(tx, at, effect);
  }
}

type Rows = Result<RowChange[], EffectRefusal>;
type Effect<Kind extends ReadEffect["kind"]> = Extract<ReadEffect, { kind: Kind }>;

function rowsOnly(done: Rows): Effected {
  return done.ok ? ok({ rows: done.value, endedUserIds: [] }) : done;
}

async function giveAccess(tx: Tx, place: Place, effect: Effect<"access">, startsOn: Day): Promise<Rows> {
  const { employeeId, level, resource: asked } = effect;
  const resource =
    "id" in asked ? (await findRoster(tx, place.clientId)).resource.find(({ id }) => id === asked.id) : asked;
  if (!resource) return refuse("answer-missing");
  const { kind, name } = resource;
  return giveAccessInside(tx, place, { employeeId, level, startsOn, resource: { kind, name } });
}

function changeLicence(tx: Tx, place: Place, effect: Effect<"licence">, from: Day): Promise<Rows> {
  const { employeeId, productId, change } = effect;
  return change === "remove"
    ? takeLicenceInside(tx, place, { employeeId, productId, from })
    : addLicenceInside(tx, place, { employeeId, productId, startsOn: from });
}

/** Ends the seat, the licences, the rights and the portal access of who leaves. */
async function letGo(
  tx: Tx,
  place: Place,
  { employeeId, lastDay: leftOn }: Effect<"leaver">,
): Promise<Effected> {
  const left = await leaveInside(tx, place, { employeeId, leftOn });
  if (!left.ok) return left;
  return ok({ rows: left.value, endedUserIds: await endLeaverAccess(tx, place, employeeId) });
}

/** Ends the portal access of who leaves; answers whose sessions end with it, nobody where it has ended before or they had none. */
export async function endLeaverAccess(
  tx: Tx,
  { clientId, actor }: Pick<Place, "clientId" | "actor">,
  employeeId: string,
): Promise<string[]> {
  const employee = (await findRoster(tx, clientId)).employee.find(({ id }) => id === employeeId);
  const userId = employee?.userId ?? null;
  if (userId === null) return [];
  return (await endAccessInside(tx, actor, { userId, clientId })) ? [userId] : [];
}

async function reverse(tx: Tx, place: Place, reversesId: string, today: Day): Promise<Rows> {
  const undone = await findChange(tx, place.clientId, reversesId);
  if (undone?.effectState !== "done") return refuse("changed-since");
  const rows = await listEffectRows(tx, place.clientId, reversesId);
  const done = await undoInside(tx, place, rows, today);
  if (!done.ok) return done;
  const raisedFor = `#${(await findRequestFacts(tx, place.clientId, reversesId))?.number ?? ""}`;
  await lowerPoolsInside(tx, place, { raisedFor, from: today });
  await markEffectUndone(tx, place.clientId, reversesId);
  return done;
}
