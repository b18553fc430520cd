import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { applyIndexation } from "#app/contracts/apply-indexation.server.ts";
import {
  checkContracts,
  exportContracts,
  importContracts,
} from "#app/contracts/import/import-contracts.server.ts";
import {
  askForLicenceWork,
  getFourNumbers,
  getStaffFourNumbers,
} from "#app/contracts/licences-in-contract.server.ts";
import { getMarginPage, setWorkCosts } from "#app/contracts/margin-page.server.ts";
import { getRenewalsPage } from "#app/contracts/renewals-page.server.ts";
import { writeRenewals } from "#app/contracts/write-renewals.server.ts";
import { setPool } from "#app/people/change-holdings.server.ts";
import { countClientMonth } from "#app/contracts/count-client.server.ts";
import { addVersion, makeContract } from "#app/contracts/add-version.server.ts";
import { withdrawVersion } from "#app/contracts/withdraw-version.server.ts";
import { getContractPage } from "#app/contracts/contract-page.server.ts";
import { getStaffContractPage } from "#app/contracts/staff-contract-page.server.ts";
import { endContract, undoEndOfContract } from "#app/contracts/end-contract.server.ts";
import { giveNotice } from "#app/contracts/give-notice.server.ts";
import { coverWork } from "#app/hours/ledger-conversion.server.ts";
import { tellNotice } from "#app/billing/monthly/tell-notice.server.ts";
import { listClientsUnderContract } from "#app/contracts/store/contract-store.server.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { csvFile } from "#app/platform/csv.ts";
import { day } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { buildClient, buildContract, buildFullContract } from "#test/builders/client.ts";
import { buildProduct } from "#test/builders/licence-product.ts";
import { buildRequest } from "#test/builders/request.ts";
import { buildTimeEntry } from "#test/builders/time-entry.ts";
import { buildWorkTypes } from "#test/builders/work-types.ts";
import { buildWorld, person, statusOf, type World } from "#test/db/desk/world.ts";
import { aContract, at, contract, version, zone } from "#test/db/contracts/contract-world.ts";

let world: World;
const workType = randomUUID();
beforeAll(async () => {
  world = await buildWorld();
  await asSystem((tx) => tx.workType.create({ data: { id: workType, key: "covered", names: {} } }));
});

test("a contract sent twice is one, and a change of it is a version that leaves the first as it was", async () => {
  const { clientId, id } = await aContract(world.iris);
  await makeContract(world.iris, { clientId, id, contract, version: version("2026-01-01") });
  const next = randomUUID();
  const change = { clientId, contractId: id, id: next, seen: id, version: version("2026-12-01", {}, 5200) };
  await asOf(at, () => addVersion(world.iris, change));
  expect(await addVersion(world.iris, change)).toEqual({ ok: true, value: next });
  const page = await asOf(at, () => getStaffContractPage(world.iris, clientId, zone));
  expect(
    page.contracts.map(({ contract: { versions } }) => versions.map((one) => [one.effectiveOn, one.reason])),
  ).toEqual([
    [
      ["2026-01-01", null],
      ["2026-12-01", "Nieuwe prijs"],
    ],
  ]);
  expect(Object.values(page.costs ?? {})).toHaveLength(2);
});

test("of two editors the second is told; no two versions begin on one day, not even at once", async () => {
  const { clientId, id } = await aContract(world.iris);
  const add = (seen: string, on: string) =>
    addVersion(world.iris, { clientId, contractId: id, id: randomUUID(), seen, version: version(on) });
  const both = await Promise.all([add(id, "2026-12-01"), add(id, "2026-12-01")]);
  expect(both.map((one) => (one.ok ? "ok" : one.refusal)).sort()).toEqual(["changed-meanwhile", "ok"]);
  const latest = both.find((one) => one.ok);
  expect(await add(latest?.ok ? latest.value : "", "2026-12-01")).toEqual({
    ok: false,
    refusal: "day-taken",
  });
  expect(await add(latest?.ok ? latest.value : "", "2025-12-31")).toEqual({
    ok: false,
    refusal: "before-start",
  });
  await expect(
    asSystem((tx) =>
      tx.contractVersion.create({
        data: { clientId, contractId: id, effectiveOn: new Date("2026-12-01"), madeAt: at },
      }),
    ),
  ).rejects.toThrow(/unique/i);
});

test("a version that has not begun is withdrawn; one that has, and a contract's first, stay", async () => {
  const { clientId, id } = await aContract(world.iris);
  const next = randomUUID();
  await addVersion(world.iris, {
    clientId,
    contractId: id,
    id: next,
    seen: id,
    version: version("2026-12-01"),
  });
  await asOf(at, async () => {
    expect(await withdrawVersion(world.iris, clientId, id)).toEqual({ ok: false, refusal: "begun" });
    expect(await withdrawVersion(world.iris, clientId, next)).toEqual({ ok: true, value: null });
    expect(await withdrawVersion(world.iris, clientId, next)).toEqual({
      ok: false,
      refusal: "contract-gone",
    });
  });
  await expect(
    asSystem((tx) => tx.contractVersion.updateMany({ where: { clientId, id }, data: { reason: "anders" } })),
  ).rejects.toThrow();
});

test("a manager gives notice once: the contract ends with its term, the MSP is told; colleagues without the money role read neither price nor end", async () => {
  const { clientId, id } = await aContract(world.iris);
  const manager = await person(clientId, "Berta Blum", "manager");
  const employee = await person(clientId, "Bo Blum", "employee");
  await asOf(at, async () => {
    expect(await giveNotice(manager, id, "We stoppen")).toEqual({
      ok: true,
      value: { endsOn: "2026-12-31" },
    });
    await asSystem((tx) =>
      coverWork(tx, { clientId, contractId: id, workTypeIds: [workType], from: day("2026-01-01") }),
    );
    await tellNotice(clientId, id);
    await tellNotice(clientId, id);
    const letters = await asSystem((tx) =>
      tx.letter.findMany({ where: { template: "contract-notice", thread: `contract.${id}` } }),
    );
    expect(letters.filter((letter) => letter.clientId === clientId)).toMatchObject([
      { props: { by: "Berta Blum", givenOn: "2026-11-22", endsOn: "2026-12-31", words: "We stoppen" } },
    ]);
    expect(letters.filter(({ recipient }) => recipient === world.iris.email)).toHaveLength(1);
    expect((await asSystem((tx) => tx.workCover.findFirst({ where: { clientId } })))?.untilOn).toEqual(
      new Date("2026-12-31"),
    );
    expect(await giveNotice(manager, id, "nog eens")).toEqual({ ok: true, value: { endsOn: "2026-12-31" } });
    expect(await statusOf(() => giveNotice(manager, randomUUID(), ""))).toBe(404);
    const fixed = await aContract(world.iris, { renewal: "none" });
    const other = await person(fixed.clientId, "Cor Vast", "manager");
    expect(await giveNotice(other, fixed.id, "")).toEqual({ ok: false, refusal: "not-renewed" });
    const page = await getContractPage(manager, zone);
    expect(page.contracts[0]?.contract.notice).toMatchObject({ by: "Berta Blum", words: "We stoppen" });
    expect(page.contracts[0]?.clock.at(-1)).toMatchObject({ kind: "ends", on: "2026-12-31" });
    expect(page.totalMinor).toBe(100_000);
    expect(JSON.stringify(page)).not.toContain("7654321");
    const plain = await getContractPage(employee, zone);
    expect(plain.contracts[0]).toMatchObject({
      included: ["Hulp op afstand"],
      lines: [],
      clock: [],
      history: [],
    });
    expect(plain).not.toHaveProperty("totalMinor");
  });
});

test("the MSP ends a contract once: planned versions come to nothing, covered work is covered until its last day; taken back, all is as before", async () => {
  const { clientId, id } = await aContract(world.iris);
  const manager = await person(clientId, "Berta Blum", "manager");
  const change = { clientId, contractId: id, id: randomUUID(), seen: id, version: version("2027-01-01") };
  await asOf(at, () => addVersion(world.iris, change));
  await asSystem(async (tx) => {
    await coverWork(tx, { clientId, contractId: id, workTypeIds: [workType], from: day("2026-01-01") });
  });
  const facts = () =>
    asSystem(async (tx) => [
      (await tx.workCover.findFirst({ where: { clientId } }))?.untilOn?.toISOString().slice(0, 10) ?? null,
      (await countClientMonth(tx, clientId, "2027-01")).draft.totalMinor,
      (await listClientsUnderContract(tx, { from: day("2027-01-01"), until: day("2027-01-31") })).some(
        (one) => one.clientId === clientId,
      ),
    ]);
  expect(await facts()).toEqual([null, 100_000, true]);
  const end = { clientId, contractId: id, id: randomUUID(), lastOn: day("2026-12-31"), reason: "Verhuisd" };
  const ask = (changes: Partial<typeof end> = {}) =>
    asOf(at, () => endContract(world.iris, { ...end, ...changes }));
  expect(await ask({ lastOn: day("2026-11-21") })).toEqual({ ok: false, refusal: "end-passed" });
  expect(await Promise.all([ask(), ask()])).toEqual([
    { ok: true, value: { lastOn: "2026-12-31" } },
    { ok: true, value: { lastOn: "2026-12-31" } },
  ]);
  expect(await ask({ id: randomUUID() })).toEqual({ ok: false, refusal: "end-known" });
  expect(await facts()).toEqual(["2026-12-31", 0, false]);
  const page = await asOf(at, () => getContractPage(manager, zone));
  expect(page.contracts[0]?.ends).toEqual([{ lastOn: "2026-12-31", cause: "staff", reason: "Verhuisd" }]);
  expect(page.contracts[0]?.endsIfNotice).toBeNull();
  const undo = (on: string) =>
    asOf(new Date(on), () => undoEndOfContract(world.iris, { clientId, contractId: id }));
  expect(await undo("2027-01-01T10:00:00Z")).toEqual({ ok: false, refusal: "end-passed" });
  expect(await undo("2026-12-31T10:00:00Z")).toEqual({ ok: true, value: null });
  expect(await undo("2026-12-31T10:00:00Z")).toEqual({ ok: true, value: null });
  expect(await facts()).toEqual([null, 100_000, true]);
  const written = await asSystem((tx) =>
    tx.letter.findMany({ where: { clientId, template: "contract-end" } }),
  );
  expect(written).toHaveLength(2);
  expect(await statusOf(() => ask({ contractId: randomUUID() }))).toBe(404);
});

test("what lines cost is in a table that no client's role can read", async () => {
  const { clientId } = await aContract(world.iris);
  const manager = await person(clientId, "Berta Blum", "manager");
  const { inScope } = await import("#app/platform/db.server.ts");
  expect(await inScope(manager, (tx) => tx.contractLineCost.count())).toBe(0);
  expect(await inScope(manager, (tx) => tx.contractLine.count())).toBe(1);
});

test("of several contracts each counts while it is in force; missing clients get nothing", async () => {
  const { clientId } = await buildClient({ name: "Drie contracten" });
  const manager = await person(clientId, "Mia", "manager");
  await buildContract(clientId, {
    name: "Oud",
    seats: 1,
    seatPriceMinor: 100,
    startsOn: "2024-01-01",
    endsOn: "2025-12-31",
  });
  await buildContract(clientId, { name: "Nu", seats: 2, seatPriceMinor: 100, startsOn: "2026-01-01" });
  await buildContract(clientId, { name: "Straks", seats: 3, seatPriceMinor: 100, startsOn: "2027-02-01" });
  const page = await asOf(at, () => getContractPage(manager, zone));
  expect(page.contracts.map(({ contract: { name } }) => name)).toEqual(["Nu", "Straks"]);
  expect(page.totalMinor).toBe(200);
  const asked = { clientId: randomUUID(), id: randomUUID(), contract, version: version("2026-01-01") };
  expect(await statusOf(() => makeContract(world.iris, asked))).toBe(404);
});

test("licences that were bought count for the client's people as they do for staff", async () => {
  const { clientId } = await buildClient({ name: "Licenties" });
  const manager = await person(clientId, "Mia", "manager");
  const product = await buildProduct({ sku: "BOUGHT" });
  await asSystem(
    (tx) => tx.$executeRaw`
    insert into licence_pool (client_id, product_id, quantity, starts_on, recorded_at)
    values (${clientId}::uuid, ${product.id}::uuid, 25, '2026-01-01', ${at}), (${clientId}::uuid, ${product.id}::uuid, 10, '2026-11-16', ${at})`,
  );
  await buildFullContract(
    clientId,
    { name: "Licenties", startsOn: day("2026-01-01") },
    { lines: [{ label: "Premium", counts: "bought", typeId: product.id, price: { unitMinor: 2200 } }] },
  );
  // 15 days of 25 and 15 of 10, of 30.
  expect((await asOf(at, () => getStaffContractPage(world.iris, clientId, zone))).totalMinor).toBe(38_500);
  const page = await asOf(at, () => getContractPage(manager, zone));
  expect(page.totalMinor).toBe(38_500);
});

test("an indexation is a version on its day, with costs as they were; asked for twice it is one", async () => {
  const { clientId } = await buildClient({ name: "Indexatie B.V." });
  const contractId = randomUUID();
  const indexation = { kind: "rate", value: 310, month: 1, noticeDays: 30 } as const;
  await makeContract(world.iris, {
    clientId,
    id: contractId,
    contract: { ...contract, indexation },
    version: version("2026-01-01", { reason: null }, 4995),
  });
  const asked = { clientId, contractId, id: randomUUID() };
  const index = () => asOf(at, () => applyIndexation(world.iris, asked));
  expect(await index()).toEqual({ ok: true, value: asked.id });
  const page = await asOf(at, () => getStaffContractPage(world.iris, clientId, zone));
  const latest = page.contracts[0]?.contract.versions.at(-1);
  expect(latest).toMatchObject({ effectiveOn: "2027-01-01", lines: [{ price: { unitMinor: 5150 } }] });
  expect(page.costs?.[latest?.lines[0]?.id ?? ""]?.costMinor).toBe(7_654_321);
});

test("an indexation is refused where a version begins later: neither its lines come early, nor is the rise lost", async () => {
  const { clientId } = await buildClient({ name: "Indexatie later" });
  const contractId = randomUUID();
  const terms = { ...contract, indexation: { kind: "rate", value: 300, month: 1, noticeDays: 30 } as const };
  const first = version("2026-01-01", { reason: null });
  await makeContract(world.iris, { clientId, id: contractId, contract: terms, version: first });
  const index = () => asOf(at, () => applyIndexation(world.iris, { clientId, contractId, id: randomUUID() }));
  // The same key counts by what is held from April on: it is another line from then on.
  const later = randomUUID();
  const [line] = first.lines;
  const april = version("2027-04-16", { lines: line ? [{ ...line, counts: "device" }] : [] });
  await asOf(at, () =>
    addVersion(world.iris, { clientId, contractId, id: later, seen: contractId, version: april }),
  );
  const inApril = (await asSystem((tx) => countClientMonth(tx, clientId, "2027-04"))).draft;
  expect(inApril.lines.map(({ amountMinor }) => amountMinor)).toEqual([50_000, 0]);
  expect(await index()).toEqual({ ok: false, refusal: "later-version" });
  await asOf(at, () => withdrawVersion(world.iris, clientId, later));
  expect((await index()).ok).toBe(true);
  expect((await asSystem((tx) => countClientMonth(tx, clientId, "2027-04"))).draft.totalMinor).toBe(103_000);
});

test("what needs a decision is listed with its day, told to account managers, and to the client before its last day for notice, once", async () => {
  const { clientId } = await aContract(world.iris);
  const buyer = await person(clientId, "Bas Blum", "manager");
  const page = await asOf(at, () => getRenewalsPage(world.iris));
  expect(
    page.rows.filter((row) => row.clientId === clientId).map(({ kind, on, inDays }) => [kind, on, inDays]),
  ).toEqual([
    ["last-notice", "2026-11-30", 8],
    ["renews", "2027-01-01", 40],
  ]);
  await asOf(at, writeRenewals);
  await asOf(new Date("2026-11-23T10:00:00Z"), writeRenewals);
  const written = await asSystem((tx) => tx.letter.findMany({ where: { template: "contract-renewal" } }));
  expect(written.filter((letter) => letter.clientId === clientId).map(({ recipient }) => recipient)).toEqual([
    buyer.email,
  ]);
  expect(written.some(({ recipient }) => recipient === world.iris.email)).toBe(true);
});

test("the margin of a client's month is its price less cost, time, requests and corrections", async () => {
  const { clientId } = await aContract(world.iris);
  await setWorkCosts(world.noor, { hourMinor: 5000, requestMinor: 100, correctionMinor: 2000 });
  const page = await asOf(at, () => getMarginPage(world.noor, "2026-10"));
  expect(page.rows.find((row) => row.clientId === clientId)).toMatchObject({
    revenueMinor: 100_000,
    costMinor: 20 * 7_654_321,
    paperMinor: 100_000 - 20 * 7_654_321,
    realMinor: 100_000 - 20 * 7_654_321,
  });
});

test("work that prepaid hours pay costs the contract nothing in its margin; free work does", async () => {
  const { clientId } = await aContract(world.iris);
  await setWorkCosts(world.noor, { hourMinor: 6000, requestMinor: 0, correctionMinor: 0 });
  const margin = async () =>
    (await asOf(at, () => getMarginPage(world.noor, "2026-10"))).rows.find(
      (row) => row.clientId === clientId,
    );
  const before = (await margin())?.realMinor ?? 0;
  const types = await buildWorkTypes();
  await asOf(new Date("2026-10-07T12:00:00Z"), async () => {
    const requestId = await buildRequest(clientId);
    for (const workTypeId of [types.remote, types.goodwill])
      await buildTimeEntry(world.daan, {
        ...{ clientId, requestId, workTypeId, workedMinutes: 60, workedOn: day("2026-10-07") },
      });
  });
  expect((await margin())?.realMinor).toBe(before - 6000);
});

test("four numbers of a licence stand side by side, and what differs is one request, whoever asks", async () => {
  const { clientId } = await buildClient({ name: "Licenties B.V." });
  const product = await buildProduct({ sku: "FOUR" });
  await setPool(world.iris, clientId, {
    productId: product.id,
    quantity: 4,
    startsOn: day("2026-01-01"),
    termEndsOn: null,
    reason: "",
  });
  await buildFullContract(
    clientId,
    { name: "Licenties", startsOn: day("2026-01-01") },
    {
      lines: [
        { label: "Premium", counts: "licence", typeId: product.id, price: { unitMinor: 2160 }, minimum: 2 },
      ],
    },
  );
  const [line] = (await asOf(at, () => getFourNumbers(world.iris, clientId))).lines;
  expect(line?.numbers).toMatchObject({ inContract: 2, bought: 4, assigned: 0, people: 0 });
  expect(line?.differences.map(({ kind, count }) => [kind, count])).toEqual([
    ["free", 4],
    ["contract-fewer", 2],
  ]);
  const ask = () => asOf(at, () => askForLicenceWork(world.iris, clientId, product.id));
  const request = await ask();
  expect(await ask()).toBe(request);
  const page = await asOf(at, () => getStaffFourNumbers(world.iris, clientId));
  expect(page.work).toEqual({ [product.id]: request });
});

test("contracts out of a file: all or none, and a file that was written out changes nothing; only what differs is an error", async () => {
  const { clientId } = await buildClient();
  const text = [
    "contract;begint op;regel;telt;prijs;aantal;overige kosten",
    'Beheer;2026-01-01;Werkplek;fixed;"1.250,50";3;12,00',
    "Back-up;2026-02-01;Back-up;fixed;20;;",
  ].join("\n");
  const wanted = (written: string) => ({ text: written, chosen: undefined });
  const wrong = wanted(text.replace("fixed;20", "fixed;twintig"));
  expect(await importContracts(world.iris, clientId, wrong)).toEqual({ ok: false, refusal: "has-errors" });
  expect((await getStaffContractPage(world.iris, clientId, zone)).contracts).toEqual([]);
  const good = wanted(text);
  expect(await importContracts(world.iris, clientId, good)).toEqual({ ok: true, value: { contracts: 2 } });
  expect(await importContracts(world.iris, clientId, good)).toEqual({ ok: true, value: { contracts: 0 } });
  const { lines } = await exportContracts(world.iris, clientId);
  let written = "";
  for await (const piece of csvFile(lines, "semicolon")) written += piece;
  expect(written).toContain("1250,5");
  expect(await importContracts(world.iris, clientId, wanted(written))).toEqual({
    ok: true,
    value: { contracts: 0 },
  });
  const differs = wanted(written.replace("1250,5", "1300"));
  expect(await checkContracts(world.iris, clientId, differs)).toMatchObject({
    errors: [{ column: "price", problem: "contract-differs" }],
  });
  expect(await statusOf(() => checkContracts(world.iris, randomUUID(), good))).toBe(404);
});
