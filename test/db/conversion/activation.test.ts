import { randomUUID } from "node:crypto";

import { afterEach, beforeAll, describe, expect, test } from "vitest";

import { moveTo } from "#app/billing/rules/topup-move.ts";
import { findAgreementFor } from "#app/agreements/find-agreement.server.ts";
import { findOpenAttempt, findTopupSetting } from "#app/billing/topup/attempt-store.server.ts";
import { configureTopup } from "#app/billing/topup/choose-topup.server.ts";
import { removeAdjustment } from "#app/contracts/close-month.server.ts";
import { getStaffContractPage } from "#app/contracts/contract-page.server.ts";
import { countClientMonth } from "#app/contracts/count-client.server.ts";
import {
  acceptProposal,
  declineProposal,
  reconsiderProposal,
} from "#app/conversion/accept-proposal.server.ts";
import { activateDue } from "#app/conversion/activate.server.ts";
import {
  approveProposal,
  makeProposal,
  reviseProposal,
  sendProposal,
  withdrawProposal,
} from "#app/conversion/make-proposal.server.ts";
import { getClientProposalPage, getStaffProposalPage } from "#app/conversion/proposal-page.server.ts";
import { getRadarPage } from "#app/conversion/radar-page.server.ts";
import { cancelConversion } from "#app/conversion/sign-proposal.server.ts";
import { moveTopup } from "#app/hours/ledger-topups.server.ts";
import { makeReports } from "#app/conversion/report.server.ts";
import type { ProposalSla } from "#app/conversion/rules/proposal.ts";
import { listReports } from "#app/conversion/store/report-store.server.ts";
import { refreshClocksInside } from "#app/desk/sla/refresh-clocks.server.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { day } from "#app/platform/day.ts";
import { asSystem, inScope } from "#app/platform/db.server.ts";
import { buildRequest } from "#test/builders/request.ts";
import { sign } from "#test/builders/agreement.ts";
import { buildFullContract } from "#test/builders/client.ts";
import { buildTimeEntry } from "#test/builders/time-entry.ts";
import { statusOf } from "#test/db/desk/world.ts";
import { killedAt } from "#test/db/platform/killed-at.ts";

import {
  activateAt,
  buildConversionWorld,
  buildPrepaid,
  type ConversionWorld,
  proposalOf,
  proposed,
  signedProposal,
  started,
  versionOf,
  defectsOf,
} from "./proposal-world.ts";

let world: ConversionWorld;
beforeAll(async () => {
  world = await buildConversionWorld();
});
const touched: string[] = [];
afterEach(async () => {
  for (const clientId of touched.splice(0)) expect(await defectsOf(clientId)).toEqual([]);
});

async function prepaid(used: number) {
  const side = await buildPrepaid(world, used);
  touched.push(side.clientId);
  return side;
}

const balanceOf = (clientId: string): Promise<{ available: number; owed: number }[]> =>
  asSystem(
    (tx) => tx.$queryRaw<{ available: number; owed: number }[]>`
      select available_minutes as available, owed_minutes as owed from hour_account where client_id = ${clientId}::uuid`,
  );
const amountsOf = (clientId: string): Promise<Record<string, number>[]> =>
  asSystem(
    (tx) => tx.$queryRaw<Record<string, number>[]>`
      select sum(sold_minor)::int as sold, sum(earned_minor)::int as earned, sum(refunded_minor)::int as refunded, sum(converted_minor)::int as converted,
        (array_agg(deferred_minor order by month desc))[1] as deferred
      from hours_value_by_month(${clientId}::uuid, 'Europe/Amsterdam', '2026-10-01', '2026-12-01')`,
  );
const monthOf = (clientId: string, month: string) => asSystem((tx) => countClientMonth(tx, clientId, month));

describe("a proposal", () => {
  test("below the margin's floor goes out by the owner's word alone, and what was sent stays as it was", async () => {
    const side = await prepaid(405);
    const id = randomUUID();
    const { clientId } = side;
    const { version, costs, lineKey } = versionOf(world);
    await asOf(proposed, async () => {
      await makeProposal(world.iris, {
        clientId,
        id,
        name: "Beheer",
        version,
        costs: { [lineKey]: { licence: 4900 } },
      });
      expect(await sendProposal(world.iris, { clientId, id })).toEqual({
        ok: false,
        refusal: "margin-too-low",
      });
      const page = await getStaffProposalPage(world.noor, id);
      expect(page.variants[0]?.margin).toMatchObject({
        revenueMinor: 1_200_000,
        costMinor: 1_176_000,
        labourMinor: 28_350,
      });
      await approveProposal(world.noor, { clientId, id, seen: page.versionId, reason: "Eerste jaar" });
      expect(await sendProposal(world.iris, { clientId, id })).toEqual({ ok: true, value: null });
      const newId = randomUUID();
      await reviseProposal(world.iris, {
        clientId,
        id,
        newId,
        seen: page.versionId,
        version: { ...version, termMonths: 24 },
        costs,
      });
      const shown = await getClientProposalPage(side.manager, "Europe/Amsterdam", id, {
        variant: null,
        seats: [25],
      });
      expect([shown.number, shown.termMonths, shown.variants[0]?.monthlyMinor]).toEqual([1, 12, 125_000]);
      expect(
        await acceptProposal(side.manager, {
          id,
          seen: newId,
          variant: "v0",
          seats: {},
          payment: "transfer",
        }),
      ).toEqual({
        ok: false,
        refusal: "changed-meanwhile",
      });
    });
  });

  test("replays the year entry by entry, and no client's page holds what it costs", async () => {
    const side = await prepaid(405);
    const id = randomUUID();
    await asOf(proposed, async () => {
      await makeProposal(world.iris, { clientId: side.clientId, id, name: "Beheer", ...versionOf(world) });
      expect(
        await statusOf(() =>
          getClientProposalPage(side.manager, "Europe/Amsterdam", id, { variant: null, seats: [] }),
        ),
      ).toBe(404);
      await sendProposal(world.iris, { clientId: side.clientId, id });
      const page = await getClientProposalPage(side.manager, "Europe/Amsterdam", id, {
        variant: null,
        seats: [],
      });
      expect(
        page.variants[0]?.entries.map(({ why, minutes, drawnMinor, outsideMinor }) => [
          why,
          minutes,
          drawnMinor,
          outsideMinor,
        ]),
      ).toEqual([["type-covered", 405, 64_125, 0]]);
      expect(page.left).toMatchObject({ minutes: 195, valueMinor: 30_875, refundMinor: 37_359 });
      expect(JSON.stringify(page)).not.toMatch(/margin|cost/i);
    });
    expect(
      await statusOf(() =>
        getClientProposalPage(world.eva, "Europe/Berlin", id, { variant: null, seats: [] }),
      ),
    ).toBe(404);
  });

  test("taken with another seat number, its agreement says so; choosing again takes the agreement back", async () => {
    const side = await prepaid(405);
    const id = randomUUID();
    await asOf(proposed, async () => {
      const { version, costs, lineKey } = versionOf(world);
      await makeProposal(world.iris, { clientId: side.clientId, id, name: "Beheer", version, costs });
      await sendProposal(world.iris, { clientId: side.clientId, id });
      const { versionId } = await getStaffProposalPage(world.iris, id);
      const taken = {
        id,
        seen: versionId,
        variant: "v0",
        seats: { [lineKey]: 22 },
        payment: "transfer",
      } as const;
      const first = await acceptProposal(side.manager, taken);
      expect(await acceptProposal(side.manager, taken)).toEqual(first);
      const find = () => inScope(side.manager, (tx) => findAgreementFor(tx, "proposal", id));
      expect(first).toEqual({ ok: true, value: (await find())?.id });
      await reconsiderProposal(side.manager, id);
      expect([(await proposalOf(world, id)).state, (await find())?.state]).toEqual(["sent", "withdrawn"]);
      await acceptProposal(side.manager, taken);
      const agreement = await find();
      if (!agreement) throw new Error("no agreement");
      await sign(side.manager, agreement);
      const signed = { ok: false, refusal: "already-signed" };
      expect(await reconsiderProposal(side.manager, id)).toEqual(signed);
      expect(await declineProposal(side.manager, { id, reason: "" })).toEqual(signed);
      expect(await withdrawProposal(world.iris, { clientId: side.clientId, id })).toEqual(signed);
      expect((await proposalOf(world, id)).state).toBe("accepted");
    });
  });

  test("is not taken for fewer seats than it is made for, and below the margin's floor it becomes a question to its maker", async () => {
    const side = await prepaid(405);
    const { clientId } = side;
    const id = randomUUID();
    await asOf(proposed, async () => {
      const { version, costs, lineKey } = versionOf(world);
      const lines = version.variants[0]?.lines.map((line) => ({ ...line, least: 2 })) ?? [];
      const made = { ...version, variants: version.variants.map((one) => ({ ...one, lines })) };
      await makeProposal(world.iris, { clientId, id, name: "Beheer", version: made, costs });
      await sendProposal(world.iris, { clientId, id });
      const { versionId } = await getStaffProposalPage(world.iris, id);
      const take = (seats: number) =>
        acceptProposal(side.manager, {
          id,
          seen: versionId,
          variant: "v0",
          seats: { [lineKey]: seats },
          payment: "transfer",
        });
      expect(await take(1)).toEqual({ ok: false, refusal: "seats-too-few" });
      expect(await take(2)).toEqual({ ok: false, refusal: "seats-asked" });
      expect(await take(2)).toEqual({ ok: false, refusal: "seats-asked" });
      const { questions, state } = await getStaffProposalPage(world.iris, id);
      expect([state, questions.map(({ words }) => words)]).toEqual([
        "sent",
        ["We willen graag ‘Beheer’ met deze aantallen: Werkplek: 2. Kan dat?"],
      ]);
      expect(await take(18)).toMatchObject({ ok: true });
    });
  });

  test("stands on the radar with the rows of its score", async () => {
    const side = await prepaid(405);
    const page = await asOf(new Date("2027-01-10T09:00:00Z"), () => getRadarPage(world.iris));
    const found = page.clients.find(({ clientId }) => clientId === side.clientId);
    expect(found?.score.verdict).toBe("ripe");
    expect(found?.score.rows[0]).toMatchObject({
      kind: "burn",
      burnMinor: 21_375,
      managedMinor: 5000,
      percent: 427,
      points: 4,
    });
  });
});

describe("activation", () => {
  test("credits the hours left on the first month, by line and cent, with a start in the middle of it", async () => {
    const side = await prepaid(405);
    const id = await signedProposal(world, side);
    await activateAt(side.clientId, id);
    expect(await proposalOf(world, id)).toMatchObject({
      state: "active",
      takenMinutes: 195,
      creditedMinor: 30_875,
      refundedMinor: 0,
      keptMinutes: 0,
    });
    expect(await balanceOf(side.clientId)).toEqual([{ available: 0, owed: 0 }]);
    expect(await amountsOf(side.clientId)).toEqual([
      { sold: 95_000, earned: 64_125, refunded: 0, converted: 30_875, deferred: 0 },
    ]);
    const { draft } = await monthOf(side.clientId, "2026-11");
    expect(draft.lines.map(({ label, amountMinor }) => [label, amountMinor])).toEqual([
      ["Werkplek", 50_000],
      ["Waarde van de overgebleven uren (Beheer)", -30_875],
    ]);
    const [credit] = await asSystem((tx) =>
      tx.contractAdjustment.findMany({ where: { clientId: side.clientId } }),
    );
    const taken = { clientId: side.clientId, id: credit?.id ?? "" };
    expect(await asOf(started, () => removeAdjustment(world.noor, taken))).toEqual({
      ...{ ok: false, refusal: "conversion-credit" },
    });
    const page = await asOf(started, () =>
      getStaffContractPage(world.iris, side.clientId, "Europe/Amsterdam"),
    );
    expect(page.contracts.map(({ contract }) => [contract.id, contract.startsOn])).toEqual([
      [id, "2026-11-16"],
    ]);
  });

  test("ends the prepaid agreement that it takes the place of, on the day before", async () => {
    const side = await prepaid(405);
    const facts = { name: "Strippenkaart", startsOn: day("2025-01-01"), kind: "prepaid" } as const;
    const fee = { label: "Abonnement", counts: "fixed", price: { unitMinor: 1000 } } as const;
    await buildFullContract(side.clientId, facts, { lines: [fee] });
    const id = await signedProposal(world, side);
    await activateAt(side.clientId, id);
    const { contracts, draft } = await monthOf(side.clientId, "2026-11");
    expect(contracts.map(({ name, endsOn }) => [name, endsOn])).toEqual([
      ["Strippenkaart", "2026-11-15"],
      ["Beheer", null],
    ]);
    expect(draft.lines.map(({ amountMinor }) => amountMinor)).toEqual([500, 50_000, -30_875]);
  });

  test("run late, gives back what covered work drew since the start, also work that waits for approval", async () => {
    const side = await prepaid(405);
    const id = await signedProposal(world, side, { hoursLeft: "keep" });
    const on = {
      ...side,
      workTypeId: world.workTypes.remote,
      workedMinutes: 45,
      workedOn: day("2026-11-17"),
    };
    const late = new Date("2026-11-18T10:00:00Z");
    const { entryId } = await asOf(late, () => buildTimeEntry(world.daan, on));
    await asOf(late, () => buildTimeEntry(world.daan, { ...on, workTypeId: world.workTypes["on-site"] }));
    expect(await balanceOf(side.clientId)).toEqual([{ available: 105, owed: 0 }]);
    await activateAt(side.clientId, id, new Date("2026-11-19T10:00:00Z"));
    expect(await balanceOf(side.clientId)).toEqual([{ available: 150, owed: 0 }]);
    const entry = await asSystem((tx) => tx.timeEntry.findFirstOrThrow({ where: { id: entryId } }));
    expect(entry).toMatchObject({ covered: true, billableMinutes: 0, revision: 2, workedMinutes: 45 });
    await activateAt(side.clientId, id, new Date("2026-11-19T10:00:00Z"));
    expect(await balanceOf(side.clientId)).toEqual([{ available: 150, owed: 0 }]);
  });

  test("starts in the first open month where the agreed one is closed by then, and its maker is told", async () => {
    const side = await prepaid(405);
    const id = await signedProposal(world, side);
    await asSystem((tx) =>
      tx.contractMonth.create({
        data: {
          ...{ clientId: side.clientId, month: "2026-11", currency: "EUR", totalMinor: 0 },
          ...{ closedBy: world.noor.userId, closedAt: started },
        },
      }),
    );
    await activateAt(side.clientId, id, new Date("2026-12-02T10:00:00Z"));
    expect(await proposalOf(world, id)).toMatchObject({ state: "active", creditedMinor: 30_875 });
    const { contracts, draft } = await monthOf(side.clientId, "2026-12");
    expect(contracts.map(({ startsOn }) => startsOn)).toEqual(["2026-12-01"]);
    expect(draft.lines.map(({ amountMinor }) => amountMinor)).toEqual([100_000, -30_875]);
  });

  test("credits no hours that were bought with another VAT than the contract has: they stay", async () => {
    const side = await prepaid(405);
    const id = await signedProposal(world, side);
    await asSystem(
      (tx) =>
        tx.$executeRaw`update client set country = 'DE', vat_number = 'DE136695976', vat_status = 'valid' where id = ${side.clientId}::uuid`,
    );
    await activateAt(side.clientId, id);
    expect(await proposalOf(world, id)).toMatchObject({
      ...{ state: "active", takenMinutes: 0, creditedMinor: 0, keptMinutes: 195 },
    });
    expect((await monthOf(side.clientId, "2026-11")).draft.totalMinor).toBe(50_000);
  });

  test("keeps the hours for work outside, which alone draws them", async () => {
    const side = await prepaid(405);
    const id = await signedProposal(world, side, { hoursLeft: "keep" });
    await activateAt(side.clientId, id);
    expect(await proposalOf(world, id)).toMatchObject({
      state: "active",
      takenMinutes: 0,
      creditedMinor: 0,
      keptMinutes: 195,
    });
    const at = new Date("2026-11-17T10:00:00Z");
    const log = (workTypeId: string) =>
      asOf(at, () =>
        buildTimeEntry(world.daan, { ...side, workTypeId, workedMinutes: 30, workedOn: day("2026-11-17") }),
      );
    const inside = await log(world.workTypes.remote);
    expect(inside.steps).toMatchObject({ billable: 0, covered: true });
    expect(await balanceOf(side.clientId)).toEqual([{ available: 195, owed: 0 }]);
    const outside = await log(world.workTypes["on-site"]);
    expect(outside.steps.billable).toBe(30);
    expect(await balanceOf(side.clientId)).toEqual([{ available: 165, owed: 0 }]);
  });

  test("asks for a refund of exactly the minutes left, and keeps them until it arrives", async () => {
    const side = await prepaid(405);
    await asSystem(
      (tx) =>
        tx.$executeRaw`update block_order set stripe_payment_intent = ${`pi_${side.clientId}`} where client_id = ${side.clientId}::uuid`,
    );
    const id = await signedProposal(world, side, { hoursLeft: "refund" });
    await activateAt(side.clientId, id);
    expect(await proposalOf(world, id)).toMatchObject({
      state: "active",
      takenMinutes: 195,
      refundedMinor: 37_359,
      keptMinutes: 0,
    });
    const requests = await asSystem((tx) =>
      tx.refundRequest.findMany({ where: { clientId: side.clientId } }),
    );
    expect(requests.map(({ amountMinor, state }) => [amountMinor, state])).toEqual([[37_359, "asked"]]);
    await asOf(started, () =>
      asSystem(async (tx) => {
        const [payment] = await tx.$queryRaw<
          { id: string }[]
        >`select id::text from hour_payment where client_id = ${side.clientId}::uuid`;
        await tx.$queryRaw`select applied from hours_sync_payment(${side.clientId}::uuid, ${payment?.id}::uuid, 1, 37359, 0, ${started}, 'system', 'refund')`;
      }),
    );
    expect(await balanceOf(side.clientId)).toEqual([{ available: 0, owed: 0 }]);
    expect(await amountsOf(side.clientId)).toMatchObject([{ sold: 95_000, converted: 0, deferred: 0 }]);
  });

  test("runs once, however often and by however many it is run", async () => {
    const side = await prepaid(405);
    const id = await signedProposal(world, side);
    await Promise.all([
      activateAt(side.clientId, id),
      activateAt(side.clientId, id),
      asOf(started, activateDue),
    ]);
    await activateAt(side.clientId, id);
    const rows = await asSystem(
      (tx) => tx.$queryRaw<{ ops: number; contracts: number; credits: number; letters: number }[]>`
      select (select count(*)::int from hour_op where client_id = ${side.clientId}::uuid and kind = 'convert') as ops,
        (select count(*)::int from contract where client_id = ${side.clientId}::uuid) as contracts,
        (select count(*)::int from contract_adjustment where client_id = ${side.clientId}::uuid) as credits,
        (select count(*)::int from letter where client_id = ${side.clientId}::uuid and template = 'proposal-news' and props ->> 'kind' = 'active') as letters`,
    );
    expect(rows).toEqual([{ ops: 1, contracts: 1, credits: 1, letters: 1 }]);
  });

  test("killed between any two steps, it has done nothing of the step, and goes on to the same end", async () => {
    const side = await prepaid(405);
    const id = await signedProposal(world, side, {}, null, proposed, "mandate");
    const rows = () =>
      asSystem(
        (tx) => tx.$queryRaw<Record<string, number>[]>`
        select (select count(*)::int from hour_op where client_id = ${side.clientId}::uuid and kind = 'convert') as ops,
          (select count(*)::int from contract where client_id = ${side.clientId}::uuid) as contracts,
          (select count(*)::int from contract_adjustment where client_id = ${side.clientId}::uuid) as credits,
          (select count(*)::int from contract_payment where client_id = ${side.clientId}::uuid and way = 'mandate') as payments,
          (select count(*)::int from work_cover where client_id = ${side.clientId}::uuid) as covers,
          (select count(*)::int from letter where client_id = ${side.clientId}::uuid and template = 'proposal-news' and props ->> 'kind' = 'active') as letters`,
      );
    const none = [{ ops: 0, contracts: 0, credits: 0, payments: 0, covers: 0, letters: 0 }];
    const steps = ["proposal", "contract", "contract_payment", "hour_op", "contract_adjustment"];
    for (const table of [...steps, "work_cover", "client", "letter"]) {
      expect([table, await killedAt(table, () => activateAt(side.clientId, id))]).toEqual([table, "killed"]);
      const state = table === "proposal" ? "signed" : "closing";
      expect([table, (await proposalOf(world, id)).state, await rows()]).toEqual([table, state, none]);
    }
    await activateAt(side.clientId, id);
    await activateAt(side.clientId, id);
    expect(await rows()).toEqual([{ ops: 1, contracts: 1, credits: 1, payments: 1, covers: 1, letters: 1 }]);
    expect(await proposalOf(world, id)).toMatchObject({ state: "active", creditedMinor: 30_875 });
  });

  test("does nothing before the start day, ends the automatic top-up first, and waits for money in flight", async () => {
    const side = await prepaid(405);
    const id = await signedProposal(world, side);
    await asOf(proposed, () =>
      asSystem(async (tx) => {
        await configureTopup(tx, {
          clientId: side.clientId,
          key: "on",
          mode: "invoice",
          thresholdMinutes: 240,
          blockMinutes: 600,
          maxPer30d: 4,
          maxMinorPer30d: null,
          actor: "system",
        });
        const attempt = await findOpenAttempt(tx, side.clientId);
        if (attempt) await moveTopup(tx, attempt, moveTo(attempt, { status: "charging" }), proposed);
      }),
    );
    const modeOf = async () => (await asSystem((tx) => findTopupSetting(tx, side.clientId)))?.mode;
    await activateAt(side.clientId, id, new Date("2026-11-15T22:59:00Z"));
    expect((await proposalOf(world, id)).state).toBe("signed");
    expect(await modeOf()).toBe("invoice");
    await activateAt(side.clientId, id);
    expect((await proposalOf(world, id)).state).toBe("closing");
    expect(await modeOf()).not.toBe("invoice");
    expect(await balanceOf(side.clientId)).toEqual([{ available: 195, owed: 0 }]);
    await asSystem(async (tx) => {
      const attempt = await findOpenAttempt(tx, side.clientId);
      if (attempt) await moveTopup(tx, attempt, moveTo(attempt, { status: "failed" }), started);
    });
    await activateAt(side.clientId, id, new Date(started.getTime() + 600_000));
    expect(await proposalOf(world, id)).toMatchObject({ state: "active", creditedMinor: 30_875 });
  });

  test.each([
    ["29 February", "Europe/Amsterdam", "2028-02-29", "2028-02-28T23:00:00Z", "2028-02", 3448],
    [
      "a day that begins in Kiritimati first",
      "Pacific/Kiritimati",
      "2028-03-31",
      "2028-03-30T10:00:00Z",
      "2028-03",
      3226,
    ],
    [
      "a day that begins in Pago Pago last",
      "Pacific/Pago_Pago",
      "2028-03-31",
      "2028-03-31T11:00:00Z",
      "2028-03",
      3226,
    ],
  ])(
    "starts on %s at its local midnight, and its first month counts the days that are left",
    async (_, zone, on, midnight, month, perUnit) => {
      const side = await buildPrepaid(world, 600, zone, new Date("2027-10-05T09:00:00Z"));
      touched.push(side.clientId);
      const at = new Date("2028-02-10T09:00:00Z");
      const id = await signedProposal(world, side, { startsOn: day(on) }, 20, at);
      const start = new Date(midnight);
      await activateAt(side.clientId, id, new Date(start.getTime() - 1000));
      expect((await proposalOf(world, id)).state).toBe("signed");
      await activateAt(side.clientId, id, start);
      expect(await proposalOf(world, id)).toMatchObject({
        state: "active",
        creditedMinor: 0,
        takenMinutes: 0,
      });
      const { draft } = await monthOf(side.clientId, month);
      // 20 x 50.00 for one day of the month
      expect(draft.lines.map(({ amountMinor }) => amountMinor)).toEqual([perUnit]);
    },
  );

  test("bills the seat number that was taken, and carries what the first month can't take", async () => {
    const side = await prepaid(60);
    const id = await signedProposal(world, side, {}, 22);
    await activateAt(side.clientId, id);
    const { draft } = await monthOf(side.clientId, "2026-11");
    expect(draft.lines.map(({ amountMinor }) => amountMinor)).toEqual([55_000, -85_500]);
    expect(draft.totalMinor).toBe(-30_500);
  });

  test("leaves a debt to be charged, and a free hour where it is", async () => {
    const side = await prepaid(0);
    await asSystem(
      (tx) =>
        tx.$queryRaw`select lot_id from hours_credit(${side.clientId}::uuid, 'goodwill', 60, 0, 'EUR', null::timestamptz, ${proposed}, 'system', p_idem_key => 'gift')`,
    );
    const id = await signedProposal(world, side);
    await activateAt(side.clientId, id);
    expect(await proposalOf(world, id)).toMatchObject({
      takenMinutes: 600,
      creditedMinor: 95_000,
      keptMinutes: 60,
    });
    const settings = await asSystem(
      (tx) =>
        tx.$queryRaw<
          { policy: string }[]
        >`select overage_policy as policy from hour_setting where client_id = ${side.clientId}::uuid`,
    );
    expect(settings).toEqual([{ policy: "invoice" }]);
  });

  test("cancelled before the start, it leaves no trace in hours and money; cancelled and activated at once, one of them is done", async () => {
    const side = await prepaid(405);
    const id = await signedProposal(world, side);
    expect(await asOf(proposed, () => cancelConversion(world.iris, { clientId: side.clientId, id }))).toEqual(
      {
        ok: true,
        value: null,
      },
    );
    await activateAt(side.clientId, id);
    expect((await proposalOf(world, id)).state).toBe("cancelled");
    expect(await balanceOf(side.clientId)).toEqual([{ available: 195, owed: 0 }]);
    expect((await monthOf(side.clientId, "2026-11")).draft.lines).toEqual([]);

    const other = await prepaid(405);
    const second = await signedProposal(world, other);
    await Promise.all([
      activateAt(other.clientId, second),
      asOf(started, () => cancelConversion(world.iris, { clientId: other.clientId, id: second })),
    ]);
    const { state } = await proposalOf(world, second);
    const converted = (await balanceOf(other.clientId))[0]?.available === 0;
    expect(state === "active" ? converted : state === "cancelled" && !converted).toBe(true);
  });
});

test("after 30 days what was promised stands beside what came, first answers too: made once", async () => {
  const side = await prepaid(405);
  const { variants } = versionOf(world).version;
  const sla: ProposalSla[] = [
    { priority: "high", responseMinutes: 30, resolutionMinutes: null },
    { priority: "normal", responseMinutes: 60, resolutionMinutes: null },
  ];
  const id = await signedProposal(world, side, { variants: variants.map((one) => ({ ...one, sla })) });
  await activateAt(side.clientId, id);
  const asked = new Date("2026-11-17T10:00:00Z");
  for (const minutes of [20, 90]) {
    const requestId = await asOf(asked, () => buildRequest(side.clientId));
    const firstResponseAt = new Date(asked.getTime() + minutes * 60_000);
    await asSystem(async (tx) => {
      await tx.request.updateMany({ where: { id: requestId }, data: { firstResponseAt } });
      await refreshClocksInside(tx, { clientId: side.clientId, requestId });
    });
  }
  const reports = () =>
    asOf(new Date("2026-12-16T09:00:00Z"), async () => {
      await makeReports();
      return inScope(world.iris, (tx) => listReports(tx, { clientId: side.clientId, id }));
    });
  const [report] = await reports();
  expect(report?.figures).toMatchObject({
    requests: 2,
    contractMinor: 98_630,
    responses: [
      { priority: "high", promisedMinutes: 30, all: 0, kept: 0 },
      { priority: "normal", promisedMinutes: 60, all: 2, kept: 1 },
    ],
  });
  expect(await reports()).toHaveLength(1);
});
