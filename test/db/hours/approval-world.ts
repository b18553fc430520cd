import { randomUUID } from "node:crypto";

import { setTimeSetting, type TimeSetting } from "#app/hours/approval/set-time-setting.server.ts";
import { postTimeEntry, type NewTime } from "#app/hours/post-time-entry.server.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { day } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { buildLot } from "#test/builders/lot.ts";
import { buildRequest } from "#test/builders/request.ts";
import { buildWorkTypes } from "#test/builders/work-types.ts";
import { buildWorld, person, type World } from "#test/db/desk/world.ts";

export const now = new Date("2026-11-18T13:00:00Z");
export const at = <T>(run: () => T, when = now): T => asOf(when, run);
export const days = (count: number): Date => new Date(now.getTime() + count * 86_400_000);

export type Scene = World & {
  anna: ClientScope;
  frits: ClientScope;
  types: Awaited<ReturnType<typeof buildWorkTypes>>;
  toms: string;
  petras: string;
  post: (scope: StaffScope, more?: Partial<NewTime>) => Promise<string>;
  set: (setting: Partial<TimeSetting>) => Promise<void>;
};

/** Two clients; ours has ten hours, an approver, somebody of finance, a request of Tom's and one of Petra's. */
export async function buildScene(): Promise<Scene> {
  const world = await buildWorld();
  const types = await buildWorkTypes();
  const toms = await buildRequest(world.jansen, {
    requesterId: world.tom.userId,
    title: "Wachtwoord van Tom",
  });
  const petras = await buildRequest(world.jansen, {
    requesterId: world.petra.userId,
    title: "Maandelijks onderhoud",
  });
  await at(() => buildLot(world.jansen, { minutes: 600, priceMinor: 95_000 }), days(-17));
  const post = async (scope: StaffScope, more: Partial<NewTime> = {}): Promise<string> => {
    const entryId = more.entryId ?? randomUUID();
    const posted = await at(() =>
      postTimeEntry(scope, { ...workOf({ jansen: world.jansen, toms, types }), entryId, ...more }),
    );
    if (!posted.ok) throw new Error(`refused: ${posted.refusal}`);
    return entryId;
  };
  return {
    ...world,
    types,
    toms,
    petras,
    post,
    anna: await person(world.jansen, "Anna Goed", "approver"),
    frits: await person(world.jansen, "Frits Geld", "finance"),
    set: (setting) =>
      at(() =>
        setTimeSetting(world.noor, { clientId: world.jansen, approval: "none", queryDays: null, ...setting }),
      ),
  };
}

/** An hour of remote work this morning. */
export function workOf(scene: Pick<Scene, "jansen" | "toms" | "types">): Omit<NewTime, "entryId"> {
  return {
    clientId: scene.jansen,
    requestId: scene.toms,
    workedOn: day("2026-11-18"),
    start: "09:10",
    workedMinutes: 60,
    workTypeId: scene.types.remote,
    nature: "reactive",
    note: "",
    internalNote: "",
  };
}

/** What is left, in minutes; below zero when owed. */
export async function left(clientId: string): Promise<number> {
  const [row] = await asSystem(
    (tx) =>
      tx.$queryRaw<
        { net: number }[]
      >`select available_minutes - owed_minutes as net from hours_balance(${clientId}::uuid, ${now})`,
  );
  return row?.net ?? Number.NaN;
}

export const defects = () =>
  asSystem((tx) => tx.$queryRaw`select invariant, subject, detail from ledger_defects`);
export const ops = (entryId: string) =>
  asSystem(
    (tx) =>
      tx.$queryRaw<
        { revision: number; minutes: number; actor: string; reason: string | null }[]
      >`select revision, minutes, actor, reason from hour_op where subject = ${`te:${entryId}`} order by seq`,
  );
export const actions = (clientId: string, like: string) =>
  asSystem(async (tx) =>
    (
      await tx.$queryRaw<
        { action: string }[]
      >`select action from audit_event where client_id = ${clientId}::uuid and action like ${like} order by seq`
    ).map((row) => row.action),
  );
export const letters = (template: string) =>
  asSystem((tx) =>
    tx.letter.findMany({
      where: { template },
      select: { recipient: true, props: true, locale: true },
      orderBy: { recipient: "asc" },
    }),
  );
