import { z } from "zod";

import type { CronTable, JobTable } from "#app/platform/jobs.server.ts";

import { processEvent } from "./process-event.server.ts";
import { openLater, reconcileOrders, syncOrder } from "./sync-order.server.ts";

const orderKey = z.object({ clientId: z.uuid(), orderId: z.uuid() });

/** What billing does in the background. */
export const billingJobs = {
  "billing.process-event": async (payload) => processEvent(z.object({ eventId: z.string() }).parse(payload).eventId),
  "billing.open-checkout": async (payload) => {
    const { clientId, orderId } = orderKey.parse(payload);
    await openLater(clientId, orderId);
  },
  "billing.sync-order": async (payload) => {
    const { clientId, orderId } = orderKey.parse(payload);
    await syncOrder(clientId, orderId);
  },
  "billing.reconcile-orders": () => reconcileOrders(),
} satisfies JobTable;

export const billingCrons: CronTable = [{ task: "billing.reconcile-orders", at: "*/10 * * * *" }];
