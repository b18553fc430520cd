import {
  nextStep,
  type InvoiceTruth,
  type PayAnswer,
  type Situation,
  type Step,
} from "#app/billing/rules/topup-step.ts";

/** What Stripe answered: the invoice as it is now (or that there is none), or nothing that could be relied on. `declined`: by the bank; `invalid`: Stripe rejects the call itself. */
export type Reply =
  | { kind: "invoice"; invoice: InvoiceTruth | "none" }
  | { kind: "declined"; code: string }
  | { kind: "invalid"; code: string }
  | {
      kind: "unknown";
      code: string;
      /** Stripe keeps an error under this idempotency key: the same key would get the same error again. */
      spent: boolean;
    };

/** Why the outcome is undecided. `spent`: the key is used up; `needsPerson`: Stripe rejects the call, or the steps don't end. */
export type Doubt = { note: string; spent: boolean; needsPerson: boolean };

/** The calls to Stripe that a top-up makes; each may be repeated with the same effect. */
export type TopupStripe = {
  read: () => Promise<Reply>;
  create: () => Promise<Reply>;
  addLine: (invoice: InvoiceTruth) => Promise<Reply>;
  finalize: (invoice: InvoiceTruth) => Promise<Reply>;
  pay: (invoice: InvoiceTruth) => Promise<Reply>;
  withdraw: (invoice: InvoiceTruth) => Promise<Reply>;
};

/** The steps that end the work on an attempt for now. */
export type Ending = Exclude<Step, { do: "read" | "create" | "add-line" | "finalize" | "pay" | "withdraw" }>;

/** How the work is written down. Each change is one transaction; all but a credit are skipped where somebody else has moved the attempt. */
export type TopupRecord = {
  /** Ties the attempt to its one invoice; false when somebody else has moved the attempt. */
  keepInvoice: (invoice: InvoiceTruth) => Promise<boolean>;
  end: (ending: Ending) => Promise<void>;
  doubt: (why: Doubt) => Promise<void>;
};

/** How the work on an attempt ended; `lost` when somebody else moved it before its invoice could be tied. An ending that was named here may have been skipped for the same reason. */
export type Outcome = Ending["do"] | "doubt" | "lost";

// A full run takes 7 steps, 6 of them calls; 16 means the steps loop.
const mostSteps = 16;

/** Works on one attempt until it ends, waits or is in doubt. No transaction is open while Stripe is asked. */
export async function stepTopup(
  start: Situation,
  stripe: TopupStripe,
  record: TopupRecord,
): Promise<Outcome> {
  let situation = start;
  let kept: string | null = null;
  for (let count = 0; count < mostSteps; count += 1) {
    const step = nextStep(situation);
    if (isEnding(step)) {
      await record.end(step);
      return step.do;
    }
    // Reading sends no idempotency key, so none can be spent.
    const sendsKey = step.do !== "read";
    const reply = await callStripe(step, situation, stripe);
    if (reply.kind === "unknown")
      return inDoubt(record, {
        note: `${step.do}: ${reply.code}`,
        spent: sendsKey && reply.spent,
        needsPerson: false,
      });
    if (step.do === "pay") situation = { ...situation, answer: answerOf(reply), invoice: "unseen" };
    else if (reply.kind === "invoice") situation = { ...situation, invoice: reply.invoice };
    else return inDoubt(record, { note: `${step.do}: ${reply.code}`, spent: sendsKey, needsPerson: true });
    if (!situation.mayChangeStripe || typeof situation.invoice === "string" || situation.invoice.id === kept)
      continue;
    if (!(await record.keepInvoice(situation.invoice))) return "lost";
    kept = situation.invoice.id;
  }
  return inDoubt(record, { note: `no ending after ${mostSteps} steps`, spent: false, needsPerson: true });
}

async function inDoubt(record: TopupRecord, why: Doubt): Promise<"doubt"> {
  await record.doubt(why);
  return "doubt";
}

function isEnding(step: Step): step is Ending {
  return (
    step.do !== "read" &&
    step.do !== "create" &&
    step.do !== "add-line" &&
    step.do !== "finalize" &&
    step.do !== "pay" &&
    step.do !== "withdraw"
  );
}

function callStripe(step: Exclude<Step, Ending>, situation: Situation, stripe: TopupStripe): Promise<Reply> {
  if (step.do === "read") return stripe.read();
  if (step.do === "create") return stripe.create();
  if (typeof situation.invoice === "string") throw new Error(`${step.do} needs an invoice`);
  if (step.do === "add-line") return stripe.addLine(situation.invoice);
  return stripe[step.do](situation.invoice);
}

function answerOf(reply: Reply): PayAnswer | null {
  if (reply.kind === "declined" || reply.kind === "invalid") return reply;
  return reply.kind === "invoice" ? { kind: "accepted" } : null;
}
