import { sign, webhookRequest } from "./world.ts";

import { afterEach, beforeAll, expect, test } from "vitest";

import { subscribedEvents } from "#app/billing/subscribed-events.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { action } from "#app/routes/api/webhooks-stripe.tsx";

import { openShop } from "./shop.ts";

beforeAll(openShop);

const seconds = () => Math.floor(now().getTime() / 1000);
const event = (extra: object = {}) =>
  JSON.stringify({
    id: "evt_1",
    object: "event",
    type: "checkout.session.completed",
    api_version: "2026-10-28.endive",
    created: 1_790_000_000,
    livemode: false,
    data: { object: { id: "cs_test_1234", object: "checkout.session" } },
    ...extra,
  });
const rows = () => asSystem((tx) => tx.stripeEvent.findMany());
const queued = () =>
  asSystem((tx) => tx.$queryRaw<{ count: number }[]>`select count(*)::int as count from letter`);

async function post(body: string, signature: string | null): Promise<number> {
  return (await action(webhookRequest(body, signature))).status;
}

afterEach(async () => {
  await asSystem((tx) => tx.stripeEvent.updateMany({ data: { error: null } }));
});

const good = event();
const large = event({ padding: "x".repeat(1_000_001) });

test.each<[string, () => [string, string | null]]>([
  ["no signature", () => [good, null]],
  ["another secret", () => [good, sign(good, seconds(), "whsec_not_ours")]],
  ["an old timestamp", () => [good, sign(good, seconds() - 301)]],
  ["a timestamp from the future", () => [good, sign(good, seconds() + 360)]],
  ["a changed byte", () => [good.replace("cs_test_1234", "cs_test_1235"), sign(good)]],
  ["no JSON", () => ["not json", sign("not json")]],
  ["more than 1 MB", () => [large, sign(large)]],
  ...[
    event({ data: undefined }),
    event({ data: {} }),
    event({ data: { object: null } }),
    event({ data: { object: { id: 5 } } }),
    event({ id: undefined }),
    event({ id: "e".repeat(256) }),
    event({ created: 1e12 }),
    event({ created: "soon" }),
    event({ note: "a\0b" }),
    event({ "a\0b": 1 }),
    event({ note: "\ud800" }),
    event({ note: 7 }).replace('"note":7', '"note":1e999999'),
    event({ note: 7 }).replace('"note":7', `"note":${"[".repeat(60_000)}${"]".repeat(60_000)}`),
    "null",
    "[]",
  ].map((body): [string, () => [string, string]] => [
    `signed, but no event of Stripe's: ${body.slice(0, 200)}`,
    () => [body, sign(body)],
  ]),
])("%s: refused with 400, no row", async (_, made) => {
  const [body, signature] = made();
  expect(await post(body, signature)).toBe(400);
  expect(await rows()).toEqual([]);
  expect(await queued()).toEqual([{ count: 0 }]);
});

test.each([
  ["a type that is not subscribed", event({ type: "customer.created" })],
  ["live mode on a test key", event({ livemode: true })],
])("%s: answered, so that Stripe sends it no more, and not kept", async (_, body) => {
  expect(await post(body, sign(body))).toBe(200);
  expect(await rows()).toEqual([]);
  expect(await post(body, sign(body, seconds(), "whsec_not_ours"))).toBe(400);
});

test("anything but a post is not taken", async () => {
  const request = new Request("http://localhost/webhooks/stripe", {
    method: "PUT",
    body: good,
    headers: { "stripe-signature": sign(good) },
  });
  expect((await action({ request, params: {}, context: {} })).status).toBe(405);
  expect(await rows()).toEqual([]);
});

test("each subscribed type is taken, under the older secret too, once", async () => {
  for (const [at, type] of subscribedEvents.entries()) {
    const body = event({ id: `evt_type_${at}`, type });
    expect(await post(body, sign(body, seconds(), at % 2 === 0 ? "whsec_older_secret" : undefined))).toBe(
      200,
    );
    expect(await post(body, sign(body, seconds() - 299))).toBe(200);
  }
  expect((await rows()).map((row) => row.id).sort()).toEqual(
    subscribedEvents.map((_, at) => `evt_type_${at}`).sort(),
  );
});
