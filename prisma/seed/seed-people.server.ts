import { randomUUID } from "node:crypto";

import type { StaffScope } from "#app/identity/scope.ts";
import {
  recordAssignment,
  recordDevice,
  recordRelease,
  recordRevoke,
  recordRight,
  setPool,
} from "#app/people/change-holdings.server.ts";
import {
  recordEmployee,
  recordLeaving,
  recordSeat,
  recordSeatEnd,
} from "#app/people/change-people.server.ts";
import { setIncluded } from "#app/people/set-included.server.ts";
import { findRoster } from "#app/people/store/roster-store.server.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { addDays, addMonths, type Day } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";
import type { Result } from "#app/platform/result.ts";
import { dayIn } from "#app/platform/zone.server.ts";
import {
  demoProducts,
  type PeoplePlan,
  type PlannedPerson,
  type DemoProduct,
} from "#prisma/seed/people-plan.ts";
import type { BuiltClient } from "#test/builders/client.ts";
import { buildProduct } from "#test/builders/licence-product.ts";
import type { BuiltSeatTypes } from "#test/builders/seat-types.ts";

export type DemoCatalogue = { seatTypes: BuiltSeatTypes; products: Record<DemoProduct, string> };

/** Makes the licence products of the demo. */
export async function buildDemoProducts(): Promise<Record<DemoProduct, string>> {
  const made = { premium: "", standard: "", mailbox: "", creative: "", drawing: "" };
  for (const key of ["premium", "standard", "mailbox", "creative", "drawing"] as const)
    made[key] = (await buildProduct({ ...demoProducts[key] })).id;
  return made;
}

type Stage = {
  scope: StaffScope;
  client: BuiltClient;
  catalogue: DemoCatalogue;
  /** A local day that many days ago. */
  ago: (days: number) => Day;
  /** Does something as of that many days ago, but not before the client is there. */
  then: <T>(daysAgo: number, run: () => Promise<T>) => Promise<T>;
};

/** Puts a client's people into the database by the product's own verbs, each recorded on the day on which it became so. */
export async function seedPeople(
  today: Date,
  client: BuiltClient,
  plan: PeoplePlan,
  { scope, users, ...catalogue }: DemoCatalogue & { scope: StaffScope; users: Record<string, string> },
): Promise<void> {
  const localToday = dayIn(client.zone, today);
  const stage: Stage = {
    scope,
    client,
    catalogue,
    ago: (days) => addDays(localToday, -days),
    then: (daysAgo, run) => asOf(new Date(today.getTime() - Math.min(daysAgo, 199) * 86_400_000), run),
  };
  for (const pool of plan.pools)
    await stage.then(pool.daysAgo, () =>
      setPool(scope, client.clientId, {
        productId: catalogue.products[pool.product],
        quantity: pool.quantity,
        startsOn: stage.ago(pool.daysAgo),
        termEndsOn: pool.termEndsInDays === null ? null : stage.ago(-pool.termEndsInDays),
        reason: "",
      }).then(done),
    );
  for (const product of plan.inSeat ?? [])
    await setIncluded(scope, client.clientId, {
      seatTypeId: catalogue.seatTypes.seat,
      productId: catalogue.products[product],
      quantity: 1,
      startsOn: stage.ago(365),
    }).then(done);
  const ids = new Map<string, string>();
  for (const person of plan.people) ids.set(person.name, await seedPerson(stage, person, users));
  await seedRest(stage, plan, ids);
  for (const person of plan.people)
    if (person.left) await seedLeaver(stage, ids.get(person.name) ?? "", person.left);
}

async function seedPerson(
  { scope, client, catalogue, ago, then }: Stage,
  person: PlannedPerson,
  users: Record<string, string>,
): Promise<string> {
  const id = randomUUID();
  const { clientId } = client;
  await then(person.joinedDaysAgo, async () => {
    done(
      await recordEmployee(scope, clientId, {
        id,
        name: person.name,
        email: person.email,
        department: person.department,
        location: "",
        joinedOn: ago(person.joinedDaysAgo),
        userId: (person.login && users[person.login]) ?? null,
      }),
    );
    if (person.seatDaysAgo !== null)
      done(
        await recordSeat(scope, clientId, {
          holdingId: randomUUID(),
          seatId: null,
          seatTypeId: catalogue.seatTypes.seat,
          employeeId: id,
          startsOn: ago(person.seatDaysAgo),
        }),
      );
    for (const licence of person.licences)
      done(
        await recordAssignment(scope, clientId, {
          id: randomUUID(),
          productId: catalogue.products[licence],
          employeeId: id,
          mailbox: null,
          startsOn: ago(person.seatDaysAgo ?? person.joinedDaysAgo),
        }),
      );
  });
  return id;
}

async function seedRest(
  { scope, client, catalogue, ago, then }: Stage,
  plan: PeoplePlan,
  ids: Map<string, string>,
): Promise<void> {
  const { clientId } = client;
  await then(199, async () => {
    for (const { product, address, daysAgo } of plan.mailboxes)
      done(
        await recordAssignment(scope, clientId, {
          id: randomUUID(),
          productId: catalogue.products[product],
          employeeId: null,
          mailbox: address,
          startsOn: ago(daysAgo),
        }),
      );
    for (const { people, ...right } of plan.rights)
      for (const name of people) {
        const from = Math.min(199, plan.people.find((one) => one.name === name)?.joinedDaysAgo ?? 0);
        const wanted = { id: randomUUID(), ...right, employeeId: ids.get(name) ?? "", startsOn: ago(from) };
        done(await recordRight(scope, clientId, wanted));
      }
  });
  for (const { person, boughtDaysAgo, inScope, onStandard, ...device } of plan.devices)
    await then(boughtDaysAgo, () =>
      recordDevice(
        scope,
        clientId,
        {
          ...device,
          id: randomUUID(),
          warrantyUntil: addMonths(ago(boughtDaysAgo), 36),
          startsOn: ago(boughtDaysAgo),
        },
        { inScope, onStandard, employeeId: (person && ids.get(person)) ?? null },
      ).then(done),
    );
}

/** Somebody's last day: the seat ends, and whatever is not forgotten. */
async function seedLeaver(
  { scope, client, ago, then }: Stage,
  id: string,
  left: NonNullable<PlannedPerson["left"]>,
): Promise<void> {
  const { clientId } = client;
  const lastDay = ago(left.daysAgo);
  await then(left.daysAgo, async () => {
    const roster = await asSystem((tx) => findRoster(tx, clientId));
    done(await recordLeaving(scope, clientId, id, { leftOn: lastDay, release: false }, lastDay));
    for (const { id: holdingId } of roster.holding.filter((one) => one.employeeId === id))
      done(await recordSeatEnd(scope, clientId, holdingId, { lastDay, keepSeat: false }));
    const free = addDays(lastDay, 1);
    if (!left.keeps.includes("licences"))
      for (const one of roster.assignment.filter(({ employeeId }) => employeeId === id))
        done(await recordRelease(scope, clientId, one.id, free));
    if (!left.keeps.includes("rights"))
      for (const one of roster.right.filter(({ employeeId }) => employeeId === id))
        done(await recordRevoke(scope, clientId, one.id, free));
  });
}

function done(result: Result<unknown, string>): void {
  if (!result.ok) throw new Error(`The demo's people were refused: ${result.refusal}`);
}
