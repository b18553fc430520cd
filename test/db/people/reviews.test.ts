import { randomUUID } from "node:crypto";

import { beforeAll, describe, expect, test } from "vitest";

import { askToConfirm } from "#app/people/ask-to-confirm.server.ts";
import { attestRoster, getAttestPage } from "#app/people/attest-roster.server.ts";
import { recordRevoke, recordRight } from "#app/people/change-holdings.server.ts";
import { getReviewPage, reviewRights } from "#app/people/review-rights.server.ts";
import { findDue } from "#app/people/store/due-store.server.ts";
import { findConfirmation } from "#app/people/store/confirmation-store.server.ts";
import { getRightsPage, getStaffAccessPage } from "#app/people/rights-page.server.ts";
import { getStaffRosterPage } from "#app/people/staff-pages.server.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { day } from "#app/platform/day.ts";
import { asSystem, inScope } from "#app/platform/db.server.ts";
import { behind } from "#test/db/identity/world.ts";
import { buildPeopleWorld, march, refused, type PeopleWorld } from "#test/db/people/people-world.ts";

let world: PeopleWorld["world"];
let add: PeopleWorld["add"];
beforeAll(async () => {
  ({ world, add } = await buildPeopleWorld());
});

describe("the quarterly attestation", () => {
  test("keeps who was shown and what was answered; who is gone becomes a request; sent twice it is once", async () => {
    await add(world.jansen, "Gijs");
    const page = await getAttestPage(world.petra);
    const [gone] = page.people;
    const wanted = { id: randomUUID(), seen: page.seen, gone: [gone?.id ?? ""], note: "" };
    expect(await attestRoster(world.petra, wanted)).toEqual({ ok: true, value: { requested: true } });
    expect(await attestRoster(world.petra, wanted)).toEqual({ ok: true, value: { requested: true } });
    const { done } = await getAttestPage(world.petra);
    expect(done).toHaveLength(1);
    expect(done[0]).toMatchObject({ id: wanted.id, name: world.petra.name, requestId: wanted.id });
    expect(done[0]?.content.people).toHaveLength(page.people.length);
    expect(done[0]?.content.people[0]).toMatchObject({ id: gone?.id, answer: "gone" });
    const [kept] = await behind<{ same: boolean }>(
      "select content_hash = sha256(convert_to(content::text, 'utf8')) as same from roster_attestation",
    );
    expect(kept?.same).toBe(true);
    const request = await asSystem((tx) => tx.request.findFirst({ where: { id: wanted.id } }));
    expect(request?.description).toContain(gone?.name);
  });

  test("is refused when the people are others than those who were seen", async () => {
    const { seen } = await getAttestPage(world.petra);
    await add(world.jansen, "Pim");
    const wanted = { id: randomUUID(), seen, gone: [], note: "" };
    expect(await attestRoster(world.petra, wanted)).toEqual(refused("list-changed"));
  });
});

test("a manager decides about each access right, once, as evidence; what must go is a request, and another list is refused", async () => {
  const quinn = await add(world.jansen, "Quinn");
  const right = {
    id: randomUUID(),
    employeeId: quinn,
    resource: "Recepten",
    kind: "folder",
    level: "write",
  } as const;
  await recordRight(world.iris, world.jansen, { ...right, reason: "", startsOn: march });
  const page = await getReviewPage(world.petra);
  expect(page.rights.map(({ resource }) => resource)).toContain("Recepten");
  const wanted = { id: randomUUID(), seen: page.seen, end: [right.id], note: "" };
  expect(await reviewRights(world.petra, wanted)).toEqual({ ok: true, value: { requested: true } });
  expect(await reviewRights(world.petra, wanted)).toEqual({ ok: true, value: { requested: true } });
  const { done } = await getReviewPage(world.petra);
  expect(done).toMatchObject([{ id: wanted.id, name: world.petra.name, requestId: wanted.id }]);
  expect(done[0]?.content.rights.find(({ id }) => id === right.id)).toMatchObject({ decision: "end" });
  const request = await asSystem((tx) => tx.request.findFirst({ where: { id: wanted.id } }));
  expect(request?.description).toContain("Quinn: Recepten");
  const settled = async () =>
    (await getStaffAccessPage(world.iris, world.jansen, null)).results.flatMap((one) => one.settled);
  const isQuinns = ({ key }: { key: string }) => key === right.id;
  expect((await settled()).find(isQuinns)).toMatchObject({ person: "Quinn", state: "open" });
  const another = { ...right, id: randomUUID(), resource: "Bestellingen", reason: "", startsOn: march };
  await recordRight(world.iris, world.jansen, another);
  await recordRevoke(world.iris, world.jansen, right.id, day("2026-04-01"));
  expect((await settled()).find(isQuinns)).toMatchObject({ state: "gone", lastDay: "2026-03-31" });
  const foreign = { clientId: world.vogel, id: wanted.id };
  expect(await inScope(world.iris, (tx) => findConfirmation(tx, "rights", foreign))).toBeNull();
  const other = { ...wanted, id: randomUUID(), seen: "0".repeat(32) };
  expect(await reviewRights(world.petra, other)).toEqual(refused("rights-changed"));
});

test("what is due is asked for when the quarter begins and once more, until it is done; staff see when it was", async () => {
  const { jansen, petra } = world;
  const due = () => inScope(petra, (tx) => findDue(tx, jansen));
  const written = async () => {
    const letters = await asSystem((tx) =>
      tx.letter.findMany({
        where: { template: "people-confirm", clientId: jansen },
        orderBy: { createdAt: "asc" },
      }),
    );
    return letters.map(({ recipient, props }) => ({ recipient, props }));
  };
  const ask = async (day: string) => {
    await asOf(new Date(`${day}T07:40:00Z`), askToConfirm);
    return written();
  };
  const first = await ask("2027-01-01");
  expect(first).toMatchObject([{ recipient: petra.email, props: { again: false } }]);
  expect(await ask("2027-01-21")).toEqual(first);
  expect(await ask("2027-01-22")).toHaveLength(2);
  expect(await ask("2027-03-31")).toHaveLength(2);
  await asOf(new Date("2027-04-02T10:00:00Z"), async () => {
    expect(await due()).toEqual({ roster: true, rights: true });
    const { seen } = await getAttestPage(petra);
    await attestRoster(petra, { id: randomUUID(), seen, gone: [], note: "" });
    expect(await due()).toEqual({ roster: false, rights: true });
    expect((await getRightsPage(petra, jansen)).reviewed).toBeNull();
    expect(await getStaffRosterPage(world.iris, jansen)).toMatchObject({
      attested: { name: petra.name, isThisQuarter: true },
      reviewed: { name: petra.name, isThisQuarter: false },
      due: { roster: false, rights: true },
    });
  });
  expect((await ask("2027-04-02")).at(-1)).toMatchObject({ props: { rosterUrl: null } });
});
