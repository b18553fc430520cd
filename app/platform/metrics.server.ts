import { Counter, Gauge, Histogram, Registry } from "prom-client";

/** What this process counts about itself, in Prometheus' form. */
export const registry = new Registry();

const registers = [registry];
const buckets = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30];

const requests = new Histogram({
  name: "tegoed_request_seconds",
  help: "Requests answered, by method and status",
  labelNames: ["method", "status"],
  buckets,
  registers,
});
const jobs = new Histogram({
  name: "tegoed_job_seconds",
  help: "Jobs run by this process, by name and outcome (done, failed)",
  labelNames: ["job", "outcome"],
  buckets,
  registers,
});
const mails = new Counter({
  name: "tegoed_mails_total",
  help: "E-mails handed to the mail server, by outcome (sent, failed)",
  labelNames: ["outcome"],
  registers,
});
const stripeFailures = new Counter({
  name: "tegoed_stripe_failures_total",
  help: "Calls to Stripe that failed, by type of error",
  labelNames: ["type"],
  registers,
});
const ledgerDefects = new Gauge({
  name: "tegoed_ledger_defects",
  help: "What the last proof of the ledger in this process found; 0 is right",
  registers,
});
const ledgerProvedAt = new Gauge({
  name: "tegoed_ledger_proved_timestamp_seconds",
  help: "When this process last proved the ledger; 0 for not yet",
  registers,
});

/** Counts a request that was answered. */
export function countRequest(method: string, status: number, ms: number): void {
  requests.observe({ method, status }, ms / 1000);
}

/** Counts a job that ended. */
export function countJob(job: string, outcome: "done" | "failed", ms: number): void {
  jobs.observe({ job, outcome }, ms / 1000);
}

/** Counts an e-mail that was sent, or could not be. */
export function countMail(outcome: "sent" | "failed"): void {
  mails.inc({ outcome });
}

/** Counts a call that Stripe refused or did not answer. */
export function countStripeFailure(type: string): void {
  stripeFailures.inc({ type });
}

/** Keeps what a proof of the ledger found, and when. */
export function noteLedgerProof(defects: number, at: Date): void {
  ledgerDefects.set(defects);
  ledgerProvedAt.set(at.getTime() / 1000);
}
