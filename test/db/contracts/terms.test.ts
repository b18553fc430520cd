import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";

import {
  changeTerms,
  renewContract,
  withdrawTerms,
  type NewTerms,
} from "#app/contracts/change-terms.server.ts";
import { getContractPage } from "#app/contracts/contract-page.server.ts";
import { getStaffContractPage } from "#app/contracts/staff-contract-page.server.ts";
import { endContract } from "#app/contracts/end-contract.server.ts";
import { noteDecision } from "#app/contracts/note-decision.server.ts";
import { getRenewalsPage } from "#app/contracts/renewals-page.server.ts";
import { listRenewalTodo } from "#app/contracts/renewals-todo.server.ts";
import { listClientsUnderContract } from "#app/contracts/store/contract-store.server.ts";
import { getTermsPage } from "#app/contracts/terms-page.server.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { day } from "#app/platform/day.ts";
import { asSystem, inScope } from "#app/platform/db.server.ts";
import { aContract, at, zone } from "#test/db/contracts/contract-world.ts";
import { buildWorld, person, type World } from "#test/db/desk/world.ts";

let world: World;
beforeAll(async () => {
  world = await buildWorld();
});

const agreed: NewTerms = {
  countsFrom: day("2026-12-01"),
  termEndsOn: day("2026-12-31"),
  renewal: "manual",
  renewalMonths: 12,
  noticeMonths: 1,
  indexation: null,
};

const change = (
  clientId: string,
  contractId: string,
  changes: Partial<NewTerms> = {},
  seen: string | null = null,
) => ({
  ...{ clientId, contractId, id: randomUUID(), seen, reason: "Afgesproken" },
  terms: { ...agreed, ...changes },
});

test("terms change from a day on, once, with a letter; of two editors the second is told, also at once", async () => {
  const { clientId, id } = await aContract(world.iris);
  const buyer = await person(clientId, "Bas Blum", "manager");
  const [first, second] = [change(clientId, id), change(clientId, id, { noticeMonths: 2 })];
  const done = await asOf(at, () =>
    Promise.all([changeTerms(world.iris, first), changeTerms(world.noor, second)]),
  );
  expect(done.filter(({ ok }) => ok)).toHaveLength(1);
  expect(done.find(({ ok }) => !ok)).toMatchObject({ refusal: "terms-changed" });
  const [kept] = done[0].ok ? [first] : [second];
  expect(await asOf(at, () => changeTerms(world.iris, kept))).toEqual({ ok: true, value: null });
  const page = await asOf(at, () => getContractPage(buyer, zone));
  expect(page.contracts[0]?.contract.terms).toMatchObject([
    { countsFrom: "2026-12-01", reason: "Afgesproken" },
  ]);
  expect(page.contracts[0]?.clock.map(({ kind, on }) => [kind, on])).toContainEqual(["terms", "2026-12-01"]);
  const letters = await asSystem((tx) =>
    tx.letter.findMany({ where: { clientId, template: "contract-terms" } }),
  );
  expect(letters.map(({ recipient }) => recipient)).toEqual([buyer.email]);
  // Taken back before its first day is over, all is as before.
  const back = { clientId, contractId: id, id: kept.id };
  expect(await asOf(at, () => withdrawTerms(world.iris, back))).toEqual({ ok: true, value: null });
  const before = await asOf(at, () => getStaffContractPage(world.iris, clientId, zone));
  expect(before.contracts[0]?.contract.terms).toEqual([]);
  const late = change(clientId, id);
  await asOf(at, () => changeTerms(world.iris, late));
  expect(
    await asOf(new Date("2026-12-02T10:00:00Z"), () =>
      withdrawTerms(world.iris, { clientId, contractId: id, id: late.id }),
    ),
  ).toMatchObject({ refusal: "begun" });
});

test("a term that ended by hand stays listed until it is renewed; what is decided is noted beside it", async () => {
  const { clientId, id } = await aContract(world.iris);
  await asOf(at, () => changeTerms(world.iris, change(clientId, id)));
  const after = new Date("2027-02-10T10:00:00Z");
  const listed = async () =>
    (await getRenewalsPage(world.iris)).rows.filter((row) => row.clientId === clientId);
  expect(await asOf(after, listed)).toMatchObject([{ kind: "term-ends", inDays: -41, noted: null }]);
  const asked = () =>
    asSystemTodo().then((items) => items.filter((item) => item.to.includes(clientId)).length);
  const asSystemTodo = () => inScope(world.iris, (tx) => listRenewalTodo(tx, world.iris));
  expect(await asOf(after, asked)).toBe(1);
  const note = {
    clientId,
    contractId: id,
    id: randomUUID(),
    termEndsOn: day("2026-12-31"),
    note: "Belt in maart",
  };
  const talk = { ...note, choice: "talk" as const, talkOn: day("2027-03-01") };
  expect(
    await asOf(after, () => noteDecision(world.iris, { ...talk, talkOn: day("2027-02-09") })),
  ).toMatchObject({
    refusal: "talk-passed",
  });
  expect(await asOf(after, () => noteDecision(world.iris, talk))).toEqual({ ok: true, value: null });
  expect(await asOf(after, listed)).toMatchObject([{ noted: { choice: "talk", talkOn: "2027-03-01" } }]);
  expect(await asOf(after, asked)).toBe(0);
  const page = await asOf(after, () => getTermsPage(world.iris, { id: clientId, zone }, id));
  expect(page.defaults.renew).toMatchObject({ endsOn: "2027-12-31" });
  const renewal = {
    clientId,
    contractId: id,
    id: randomUUID(),
    reason: "Tevreden",
    seen: page.defaults.renew["seen"] ?? "",
  };
  expect(
    await asOf(after, () => renewContract(world.iris, { ...renewal, endsOn: day("2026-12-31") })),
  ).toMatchObject({ refusal: "not-later" });
  expect(
    await asOf(after, () => renewContract(world.iris, { ...renewal, endsOn: day("2027-12-31") })),
  ).toEqual({
    ok: true,
    value: null,
  });
  expect(await asOf(after, listed)).toEqual([]);
});

test("terms by which it doesn't renew end a contract, a renewal lets it go on; what else ends it comes first", async () => {
  const { clientId, id } = await aContract(world.iris);
  const ends = change(clientId, id, { renewal: "none" });
  await asOf(at, () => changeTerms(world.iris, ends));
  const inJanuary = async () =>
    (
      await asSystem((tx) =>
        listClientsUnderContract(tx, { from: day("2027-01-01"), until: day("2027-01-31") }),
      )
    ).some((client) => client.clientId === clientId);
  expect(await inJanuary()).toBe(false);
  const renewal = { clientId, contractId: id, id: randomUUID(), seen: ends.id, reason: "Toch door" };
  await asOf(at, () => renewContract(world.iris, { ...renewal, endsOn: day("2027-06-30") }));
  expect(await inJanuary()).toBe(true);
  const end = { clientId, contractId: id, id: randomUUID(), lastOn: day("2026-12-15"), reason: "Stopt" };
  await asOf(at, () => endContract(world.iris, end));
  expect(
    await asOf(at, () =>
      changeTerms(world.iris, change(clientId, id, { countsFrom: day("2027-02-01") }, renewal.id)),
    ),
  ).toMatchObject({ refusal: "ends-anyway" });
});
