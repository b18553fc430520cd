// A process of its own that makes Stripe's invoice of a month: what two workers, or one that is killed, do.
import { issueMonth } from "#app/billing/monthly/issue-month.server.ts";

const [clientId = "", invoiceId = ""] = process.argv.slice(2);
await issueMonth(clientId, invoiceId);
process.exit(0);
