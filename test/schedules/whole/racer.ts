import { performJob } from "#app/platform/jobs.server.ts";
// One process of a race: a web process that writes work down, or a worker that does the top-up's job; each as the application does, when its parent says so.
import { billingJobs } from "#app/billing/jobs.server.ts";
import { env } from "#app/platform/env.server.ts";
import type { RaceOrder } from "#test/schedules/whole/race.ts";
import { work } from "#test/schedules/whole/shop.ts";

async function obey(order: RaceOrder): Promise<void> {
  env().clockOffsetMs = order.aheadMs;
  if (order.afterMs > 0) await new Promise((resolve) => setTimeout(resolve, order.afterMs));
  if (order.act === "work") await work(order.desk, order.client, order.minutes);
  else await performJob(billingJobs["billing.topup-run"], { clientId: order.client.scope.clientId });
}

process.on("message", (order: RaceOrder) => {
  void obey(order).then(
    () => process.send?.({ error: null }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on("disconnect", () => process.exit(0));
process.send?.({ error: null });
