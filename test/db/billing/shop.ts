import { afterEach, beforeAll, beforeEach, expect } from "vitest";

import { openCheckout } from "#app/billing/open-checkout.server.ts";
import type { Order } from "#app/billing/order.ts";
import { findOrder } from "#app/billing/store.server.ts";
import { startOrder, type StartRefusal } from "#app/billing/start-order.server.ts";
import type { ClientRole, ClientScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import type { Result } from "#app/platform/result.ts";
import { buildClient } from "#test/builders/client.ts";
import { buildHourBlocks } from "#test/builders/hour-blocks.ts";
import { bankAccount, buildMsp } from "#test/builders/msp.ts";
import { buildUser } from "#test/builders/user.ts";

import { control, emulator, fresh, runJobs } from "./world.ts";

const address = { addressLine: "Dorpsstraat 1", postalCode: "3511 AB", city: "Utrecht" };

/** The MSP with a bank account, and its catalogue. */
export async function openShop(): Promise<void> {
  await buildMsp(bankAccount);
  await buildHourBlocks();
}

/** What holds for a file of billing tests: the shop is open, webhooks wait until a test calls for them, and after each test no job is left and Stripe was asked nothing wrong. */
export function inShop(prepare?: () => Promise<unknown>, { letThrough = false } = {}): void {
  beforeAll(async () => {
    await openShop();
    await prepare?.();
  });
  beforeEach(() => control("webhooks", { pause: true }));
  afterEach(async () => {
    if (letThrough) await control("webhooks", { pause: false, release: true });
    await runJobs();
    expect(emulator.issues()).toEqual([]);
  });
}

type Details = Parameters<typeof buildClient>[0];

/** Somebody of a new client, manager unless told otherwise. */
export async function aBuyer(details: Details = {}, role: ClientRole = "manager"): Promise<ClientScope> {
  const client = await buildClient({ ...address, ...details });
  return colleague(client.clientId, client.name, role);
}

/** A further person of a client. */
export async function colleague(
  clientId: string,
  clientName: string,
  role: ClientRole,
): Promise<ClientScope> {
  const user = await buildUser({ clientId, role });
  return { kind: "client", ...user, sessionId: fresh(), clientId, clientName, role };
}

/** The id of the block of so many hours. */
export async function blockOf(hours: number): Promise<string> {
  return (
    await asSystem((tx) =>
      tx.hourBlock.findFirstOrThrow({ where: { minutes: hours * 60, active: true, clientId: null } }),
    )
  ).id;
}

type Wish = { hours?: number; formKey?: string; seenGrossMinor?: number };

/** Orders a block as the form would; ten hours at 1,149.50 unless told otherwise. */
export async function order(scope: ClientScope, wish: Wish = {}): Promise<Result<Order, StartRefusal>> {
  return startOrder(scope, {
    blockId: await blockOf(wish.hours ?? 10),
    formKey: wish.formKey ?? fresh(),
    seenGrossMinor: wish.seenGrossMinor ?? 114_950,
  });
}

/** Orders a block and opens its checkout. */
export async function atNewCheckout(
  scope: ClientScope,
  wish: Wish = {},
): Promise<{ order: Order; url: string }> {
  const started = await order(scope, wish);
  if (!started.ok) throw new Error(`refused: ${started.refusal}`);
  const way = await openCheckout(scope.clientId, started.value.id);
  if (way.kind !== "pay") throw new Error(`no checkout: ${way.kind}`);
  return { order: await present(started.value), url: way.url };
}

/** The order as it stands now. */
export async function present(of: Pick<Order, "clientId" | "id">): Promise<Order> {
  const found = await asSystem((tx) => findOrder(tx, of.clientId, of.id));
  if (!found) throw new Error("no such order");
  return found;
}

/** What became of a client: its lots, letters and balance; the ledger holds after every look. */
export async function outcome(clientId: string) {
  return asSystem(async (tx) => {
    expect(await tx.$queryRaw`select * from ledger_defects`).toEqual([]);
    const lots = await tx.$queryRaw<
      { lot_id: number; minutes: number; price_minor: number; expires: string }[]
    >`
      select lot_id, minutes, price_minor, to_char(expires_at at time zone 'Europe/Amsterdam', 'YYYY-MM-DD HH24:MI') as expires from hours_lots(${clientId}::uuid, ${now()}) order by lot_id`;
    const [balance] = await tx.$queryRaw<
      { available_minutes: number }[]
    >`select available_minutes from hours_balance(${clientId}::uuid, ${now()})`;
    const letters = await tx.letter.findMany({ where: { clientId }, orderBy: { createdAt: "asc" } });
    return {
      lots,
      minutes: balance?.available_minutes ?? 0,
      letters: letters.map((letter) => letter.template),
    };
  });
}
