import { afterEach, beforeAll, describe, expect, test } from "vitest";

import { setContractPayment } from "#app/billing/contract-payment/contract-payment-store.server.ts";
import { moveTo } from "#app/billing/rules/topup-move.ts";
import { findOpenAttempt, findTopupSetting } from "#app/billing/topup/attempt-store.server.ts";
import { setTopupAndAlert } from "#app/billing/topup/choose-topup.server.ts";
import { removeAdjustment } from "#app/contracts/close-month.server.ts";
import { getStaffContractPage } from "#app/contracts/staff-contract-page.server.ts";
import { countClientMonth } from "#app/contracts/count-client.server.ts";
import { activateDue } from "#app/conversion/activate.server.ts";
import { cancelConversion } from "#app/conversion/sign-proposal.server.ts";
import { moveTopup } from "#app/hours/ledger-topups.server.ts";
import { makeReports } from "#app/conversion/report.server.ts";
import type { ProposalSla } from "#app/conversion/rules/proposal.ts";
import { listReports } from "#app/conversion/store/report-store.server.ts";
import { refreshClocksInside } from "#app/desk/sla/refresh-clocks.server.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { day } from "#app/platform/day.ts";
import { asSystem, inScope } from "#app/platform/db.server.ts";
import { getDashboardPage } from "#app/portal/dashboard-page.server.ts";
import { buildRequest } from "#test/builders/request.ts";
import { buildFullContract } from "#test/builders/client.ts";
import { buildPurchase } from "#test/builders/lot.ts";
import { buildTimeEntry } from "#test/builders/time-entry.ts";
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

  test("credits no hours that nobody has paid for: they stay, and leave no debt when their invoice is given up", async () => {
    const side = await prepaid(405);
    const { clientId, manager } = side;
    const { orderId } = await asOf(proposed, () => buildPurchase(clientId, { buyerId: manager.userId }));
    await asSystem((tx) =>
      tx.blockOrder.updateMany({
        where: { clientId, id: orderId },
        data: { state: "invoiced", origin: "bank_invoice", onTrust: true, paidAt: null },
      }),
    );
    const id = await signedProposal(world, side);
    await activateAt(clientId, id);
    expect(await proposalOf(world, id)).toMatchObject({
      ...{ state: "active", takenMinutes: 195, creditedMinor: 30_875, keptMinutes: 600 },
    });
    await asSystem(
      (tx) =>
        tx.$queryRaw`select applied from hours_sync_payment(${clientId}::uuid, ${orderId}::uuid, 1, 114950, 0, ${started}, 'system', 'void')`,
    );
    expect(await balanceOf(clientId)).toEqual([{ available: 0, owed: 0 }]);
  });

  test("credits no hours of a payment whose VAT no order tells, as of one that was paid twice", async () => {
    const side = await prepaid(405);
    const id = await signedProposal(world, side);
    await asSystem(
      (tx) => tx.$executeRaw`
        select hours_credit(${side.clientId}::uuid, 'purchase', 60, 9500, 'EUR', '2028-01-01', '2026-11-02T10:00:00Z', 'system',
          p_payment_id => gen_random_uuid(), p_gross_minor => 11495)`,
    );
    await activateAt(side.clientId, id);
    expect(await proposalOf(world, id)).toMatchObject({ takenMinutes: 195, keptMinutes: 60 });
    const [credit] = await asSystem((tx) =>
      tx.contractAdjustment.findMany({ where: { clientId: side.clientId } }),
    );
    expect(credit).toMatchObject({ amountMinor: -30_875, vatKind: "standard", vatRateBp: 2100 });
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
    const unsaved = async () =>
      (await getDashboardPage(side.manager, "Europe/Amsterdam")).forYou.filter(
        ({ kind }) => kind === "save-method",
      );
    const toSave = [{ kind: "save-method", proposalId: id, name: "Beheer" }];
    expect(await unsaved()).toEqual(toSave);
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
    expect(await unsaved()).toEqual(toSave);
    await asSystem((tx) =>
      setContractPayment(tx, {
        ...{ clientId: side.clientId, contractId: id, way: "transfer" },
        ...{ chosenBy: side.manager.userId, at: started },
      }),
    );
    expect(await unsaved()).toEqual([]);
  });

  test("does nothing before the start day, ends the automatic top-up first, and waits for money in flight", async () => {
    const side = await prepaid(405);
    const id = await signedProposal(world, side);
    await asOf(proposed, () =>
      asSystem(async (tx) => {
        await setTopupAndAlert(tx, {
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
