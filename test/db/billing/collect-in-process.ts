// A process of its own that collects a month's invoice at an instant: what is killed between the debit and its answer.
import { collectMonth } from "#app/billing/monthly/collect-month.server.ts";
import { asOf } from "#app/platform/clock.server.ts";

const [clientId = "", invoiceId = "", at = ""] = process.argv.slice(2);
await asOf(new Date(at), () => collectMonth(clientId, invoiceId));
process.exit(0);
