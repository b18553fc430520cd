import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";

import { hoursLeftWays, listConvertible } from "#app/hours/ledger-conversion.server.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { day } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { buildTimeEntry } from "#test/builders/time-entry.ts";

import {
  activateAt,
  buildConversionWorld,
  buildPrepaid,
  defectsOf,
  proposalOf,
  proposed,
  signedProposal,
  started,
  type ConversionWorld,
} from "./proposal-world.ts";

let world: ConversionWorld;
beforeAll(async () => {
  world = await buildConversionWorld();
});

type Act = "work" | "refund-some" | "dispute" | "activate";

/** What Stripe says of the payment from now on, as the ledger takes it. */
async function say(
  clientId: string,
  version: number,
  refundedMinor: number,
  disputedMinor: number,
): Promise<void> {
  await asOf(started, () =>
    asSystem(async (tx) => {
      const [payment] = await tx.$queryRaw<
        { id: string }[]
      >`select id::text from hour_payment where client_id = ${clientId}::uuid`;
      await tx.$queryRaw`select applied from hours_sync_payment(${clientId}::uuid, ${payment?.id}::uuid, ${version}, ${refundedMinor}::int, ${disputedMinor}::int, ${started}, 'system', null)`;
    }),
  );
}

test("whatever the order of acts, what was paid is earned, refunded, credited or still there as hours", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 599 }),
      fc.constantFrom(...hoursLeftWays),
      fc.shuffledSubarray<Act>(["work", "refund-some", "dispute", "activate"], { minLength: 2 }),
      fc.integer({ min: 1, max: 114_949 }),
      async (used, way, acts, amount) => {
        const side = await buildPrepaid(world, used);
        const { clientId } = side;
        const id = await signedProposal(world, side, { hoursLeft: way });
        let version = 0;
        let [refunded, disputed] = [0, 0];
        for (const act of acts) {
          if (act === "activate") await activateAt(clientId, id);
          if (act === "work")
            await asOf(new Date("2026-11-17T10:00:00Z"), () =>
              buildTimeEntry(world.daan, {
                ...side,
                workTypeId: world.workTypes["on-site"],
                workedMinutes: 30,
                workedOn: day("2026-11-17"),
              }),
            );
          if (act === "refund-some") refunded = amount;
          if (act === "dispute") disputed = 114_950 - refunded;
          if (act === "refund-some" || act === "dispute")
            await say(clientId, (version += 1), refunded, Math.min(disputed, 114_950 - refunded));
        }
        expect(await defectsOf(clientId)).toEqual([]);
        const [sum] = await asSystem(
          (tx) => tx.$queryRaw<
            Record<"sold" | "earned" | "expired" | "refunded" | "converted" | "deferred", number>[]
          >`
            select sum(sold_minor)::int as sold, sum(earned_minor)::int as earned, sum(expired_minor)::int as expired, sum(refunded_minor)::int as refunded,
              sum(converted_minor)::int as converted, (array_agg(deferred_minor order by month desc))[1] as deferred
            from hours_value_by_month(${clientId}::uuid, 'Europe/Amsterdam', '2026-10-01', '2026-12-01')`,
        );
        if (!sum) throw new Error("no amounts");
        expect(sum.sold).toBe(95_000);
        expect(sum.earned + sum.expired + sum.refunded + sum.converted + sum.deferred).toBe(sum.sold);
        const proposal = await proposalOf(world, id);
        expect(proposal.creditedMinor ?? 0).toBe(sum.converted);
      },
    ),
    { numRuns: 12 },
  );
});

test("a refund of what is left takes exactly these minutes, at every balance", async () => {
  const rows = await asSystem(
    (tx) => tx.$queryRaw<{ wrong: number }[]>`
      select count(*)::int as wrong from generate_series(1, 599) u
      where hours_share(600, ceil(114950::numeric * u / 600)::integer, 114950) <> u`,
  );
  expect(rows).toEqual([{ wrong: 0 }]);
  const side = await buildPrepaid(world, 405);
  expect(await asOf(proposed, () => asSystem((tx) => listConvertible(tx, side.clientId)))).toMatchObject([
    { minutes: 195, valueMinor: 30_875, refundMinor: 37_359, heldMinutes: 0 },
  ]);
});
