import type { Client } from "#app/clients/client-store.server.ts";
import { chosenValues, textAnswer } from "#app/desk/rules/answers.ts";
import { newResource } from "#app/desk/rules/definition.ts";
import {
  findChange,
  listEffectRows,
  markEffectUndone,
  type ChangeRow,
} from "#app/desk/store/change-store.server.ts";
import { endAccessInside } from "#app/identity/end-access.server.ts";
import {
  resourceKinds,
  rightLevels,
  type ResourceKind,
  type RightLevel,
  type RowChange,
} from "#app/people/rules/roster.ts";
import type { StandardRefusal } from "#app/people/rules/standard-changes.ts";
import {
  addLicenceInside,
  changeRightInside,
  giveAccessInside,
  joinInside,
  leaveInside,
  takeLicenceInside,
  undoInside,
  type Place,
} from "#app/people/standard-change.server.ts";
import { findRoster } from "#app/people/store/roster-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { isDay, type Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { dayIn } from "#app/platform/zone.server.ts";

export type EffectRefusal = StandardRefusal | "answer-missing";
/** What an effect did, and whose sessions end with it. */
export type Effected = Result<{ rows: RowChange[]; endedUserIds: string[] }, EffectRefusal>;

/** Does what a request asked to the client's records, in the caller's transaction, which locked the client and nothing after it. */
export async function applyEffect(
  tx: Tx,
  { client, change, ...place }: { client: Client; change: ChangeRow; actor: Place["actor"]; reason: string },
): Promise<Effected> {
  const at = { ...place, clientId: client.id };
  const today = dayIn(client.zone, now());
  if (change.reversesId !== null) return rowsOnly(await reverse(tx, at, change.reversesId, today));
  switch (change.effect) {
    case "none":
      return ok({ rows: [], endedUserIds: [] });
    case "access":
      return rowsOnly(await giveAccess(tx, at, change, today));
    case "rights":
      return rowsOnly(await changeRights(tx, at, change, today));
    case "licence":
      return rowsOnly(await changeLicence(tx, at, change, today));
    case "joiner":
      return rowsOnly(await takeOn(tx, at, change));
    case "leaver":
      return letGo(tx, at, change);
  }
}

type Rows = Result<RowChange[], EffectRefusal>;

function rowsOnly(done: Rows): Effected {
  return done.ok ? ok({ rows: done.value, endedUserIds: [] }) : done;
}

async function giveAccess(tx: Tx, place: Place, { answers }: ChangeRow, startsOn: Day): Promise<Rows> {
  const employeeId = textAnswer(answers, "person");
  const chosen = textAnswer(answers, "resource");
  const level = levelOf(textAnswer(answers, "level"));
  const known = (await findRoster(tx, place.clientId)).resource.find(({ id }) => id === chosen);
  const named = textAnswer(answers, "resourceName");
  const resource =
    known ??
    (chosen === newResource && named !== null
      ? { kind: kindOf(textAnswer(answers, "resourceKind")), name: named }
      : null);
  if (employeeId === null || level === null || resource === null) return refuse("answer-missing");
  const { kind, name } = resource;
  return giveAccessInside(tx, place, { employeeId, level, startsOn, resource: { kind, name } });
}

async function changeRights(tx: Tx, place: Place, { answers }: ChangeRow, from: Day): Promise<Rows> {
  const rightId = textAnswer(answers, "right");
  const wanted = textAnswer(answers, "change");
  const to = wanted === "revoke" ? wanted : levelOf(wanted);
  if (rightId === null || to === null) return refuse("answer-missing");
  return changeRightInside(tx, place, { rightId, to, from });
}

async function changeLicence(tx: Tx, place: Place, { answers }: ChangeRow, from: Day): Promise<Rows> {
  const employeeId = textAnswer(answers, "person");
  const productId = textAnswer(answers, "product");
  if (employeeId === null || productId === null) return refuse("answer-missing");
  return textAnswer(answers, "change") === "remove"
    ? takeLicenceInside(tx, place, { employeeId, productId, from })
    : addLicenceInside(tx, place, { employeeId, productId, startsOn: from });
}

async function takeOn(tx: Tx, place: Place, { answers }: ChangeRow): Promise<Rows> {
  const name = textAnswer(answers, "name");
  const joinedOn = textAnswer(answers, "startsOn");
  const seatTypeId = textAnswer(answers, "seatType");
  if (name === null || joinedOn === null || !isDay(joinedOn) || seatTypeId === null)
    return refuse("answer-missing");
  return joinInside(tx, place, {
    employee: {
      name,
      email: textAnswer(answers, "email")?.toLowerCase() ?? null,
      department: textAnswer(answers, "department") ?? "",
      location: textAnswer(answers, "location") ?? "",
      joinedOn,
    },
    seatTypeId,
    productIds: chosenValues(answers, "products"),
    resourceIds: chosenValues(answers, "resources"),
  });
}

/** Ends the seat, the licences, the rights and the portal access of who leaves. */
async function letGo(tx: Tx, place: Place, change: ChangeRow): Promise<Effected> {
  const { answers } = change;
  const employeeId = textAnswer(answers, "person");
  const leftOn = textAnswer(answers, "lastDay");
  if (employeeId === null || leftOn === null || !isDay(leftOn)) return refuse("answer-missing");
  const left = await leaveInside(tx, place, { employeeId, leftOn });
  if (!left.ok) return left;
  return ok({ rows: left.value, endedUserIds: await endLeaverAccess(tx, place, change) });
}

/** Ends the portal access of who leaves; answers whose sessions end with it, nobody where it has ended before or they had none. */
export async function endLeaverAccess(
  tx: Tx,
  { clientId, actor }: Pick<Place, "clientId" | "actor">,
  { answers }: Pick<ChangeRow, "answers">,
): Promise<string[]> {
  const employeeId = textAnswer(answers, "person");
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
  if (done.ok) await markEffectUndone(tx, place.clientId, reversesId);
  return done;
}

function levelOf(answer: string | null): RightLevel | null {
  return rightLevels.find((level) => level === answer) ?? null;
}

function kindOf(answer: string | null): ResourceKind {
  return resourceKinds.find((kind) => kind === answer) ?? "other";
}
