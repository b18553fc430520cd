import { afterAll, expect, test } from "vitest";

import { startEmulator } from "#test/emulator/start-emulator.ts";
import { testNow } from "#test/setup/clock.ts";

const emulator = await startEmulator({ validateResponses: true, now: () => testNow().getTime() });
process.env["STRIPE_API_BASE"] = emulator.url;
process.env["STRIPE_SECRET_KEY"] = "sk_test_emulator";
// The settings are read once: nothing of the application may be loaded before them.
const { asSystem } = await import("#app/platform/db.server.ts");
const { comparePayments } = await import("#app/billing/reconcile/compare-payments.server.ts");
const { seedDemo } = await import("#prisma/seed/seed-demo.server.ts");
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
