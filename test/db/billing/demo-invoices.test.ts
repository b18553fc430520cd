import { afterAll, expect, test } from "vitest";

import { startEmulator } from "#test/emulator/start-emulator.ts";
import { testNow } from "#test/setup/clock.ts";

const emulator = await startEmulator({ validateResponses: true, now: () => testNow().getTime() });
process.env["STRIPE_API_BASE"] = emulator.url;
process.env["STRIPE_SECRET_KEY"] = "sk_test_emulator";
// The settings are read once: nothing of the application may be loaded before them.
const { asSystem } = await import("#app/platform/db.server.ts");
const { staffScope } = await import("#test/builders/time-entry.ts");
const { comparePayments } = await import("#app/billing/reconcile/compare-payments.server.ts");
const { seedDemo } = await import("#prisma/seed/seed-demo.server.ts");
const { seedChanges } = await import("#prisma/seed/changes-demo.server.ts");
const { seedMoreClients } = await import("#prisma/seed/more-clients.server.ts");
const { getRunPage } = await import("#app/billing/monthly/run-page.server.ts");
afterAll(() => emulator.close());

test("where an offline Stripe stands by, the demo's blocks have numbered invoices of their day, with links that work", async () => {
  await seedDemo(new Date("2026-11-22T10:00:00Z"));
  const orders = await asSystem((tx) => tx.blockOrder.findMany({ orderBy: { paidAt: "asc" } }));
  expect(orders.map((order) => order.invoiceNumber)).toEqual(["HIT-0001", "HIT-0002", "HIT-0003"]);
  for (const order of orders) {
    const page = await (await fetch(order.invoiceUrl ?? "")).text();
    expect(page).toContain(order.invoiceNumber);
    const pdf = await fetch(order.invoicePdf ?? "");
    expect(pdf.headers.get("content-type")).toContain("application/pdf");
  }
  const first = await (
    await fetch(orders[0]?.invoiceUrl ?? "", { headers: { "accept-language": "en" } })
  ).text();
  expect(first).toMatch(/27 May 2026|May 27, 2026|27\/05\/2026/);
  expect(first).toContain("1,149.50");
  const customers = await asSystem((tx) =>
    tx.client.findMany({
      where: { stripeCustomerId: { not: null } },
      orderBy: { name: "asc" },
      select: { name: true },
    }),
  );
  expect(customers.map(({ name }) => name)).toEqual(["Bakkerij Jansen", "Kanzlei Vogel"]);
  expect(await comparePayments()).toEqual([]);
  expect(emulator.issues()).toEqual([]);
});

test("with nine more clients the demo has an MSP's list: one of 120 people, and an invoice for each contract's month before last", async () => {
  const begun = performance.now();
  await seedMoreClients(new Date("2026-11-22T10:00:00Z"));
  expect(performance.now() - begun).toBeLessThan(20_000);
  const sizes = await asSystem(
    (tx) => tx.$queryRaw<{ name: string; people: number; contracts: number; invoices: number }[]>`
      select c.name, (select count(*)::int from employee e where e.client_id = c.id and e.left_on is null) as people,
        (select count(*)::int from contract k where k.client_id = c.id) as contracts,
        (select count(*)::int from month_invoice i where i.client_id = c.id and i.state = 'open') as invoices
      from client c order by c.name`,
  );
  expect(sizes).toHaveLength(12);
  expect(sizes.find(({ name }) => name === "Zorggroep Rivierenland")?.people).toBe(120);
  expect(sizes.map(({ invoices }) => invoices)).toEqual(sizes.map(({ contracts }) => contracts));
  await seedChanges(new Date("2026-11-22T10:00:00Z"));
  const changes = await asSystem(
    (tx) => tx.$queryRaw<{ state: string }[]>`
      select r.state from request r join change_request c on c.request_id = r.id order by r.created_at`,
  );
  expect(changes.map(({ state }) => state)).toEqual([
    "refused",
    "done",
    "done",
    "in_progress",
    "awaiting_approval",
  ]);
  const collected = await asSystem(
    (tx) => tx.$queryRaw<{ name: string; type: string }[]>`
      select c.name, v.type from month_invoice i join client c on c.id = i.client_id
        join saved_method v on v.client_id = i.client_id where i.collection = 'processing'`,
  );
  expect(collected).toEqual([{ name: "Loodgietersbedrijf De Wit", type: "sepa_debit" }]);
  const page = await getRunPage(
    staffScope({ userId: crypto.randomUUID(), name: "Noor", email: "" }, "owner"),
    "2026-10",
  );
  expect(page.rows.every(({ state, totalMinor }) => state === "draft" && totalMinor > 0)).toBe(true);
  expect(await comparePayments()).toEqual([]);
  expect(emulator.issues()).toEqual([]);
});
