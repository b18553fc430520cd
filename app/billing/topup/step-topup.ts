import {
  nextStep,
  type InvoiceTruth,
  type PayAnswer,
  type Situation,
  type Step,
} from "#app/billing/rules/topup-step.ts";

/** What Stripe answered: the invoice as it is, that there is none, a decline, a refusal, or nothing that could be trusted. */
export type Reply =
  | { kind: "invoice"; invoice: InvoiceTruth | "none" }
  | { kind: "declined"; code: string }
  | { kind: "refused"; code: string }
  | {
      kind: "unknown";
      code: string;
      /** Stripe keeps an error under this key: the same key would bring the same error. */
      spent: boolean;
    };

/** Why the outcome is undecided: no answer, an error of Stripe's, or a refusal of ours that a person must look at. */
export type Doubt = { note: string; spent: boolean; refused: boolean };

/** The calls to Stripe that a top-up makes; each may be repeated with the same effect. */
export type TopupStripe = {
  look: () => Promise<Reply>;
  create: () => Promise<Reply>;
  item: (invoice: InvoiceTruth) => Promise<Reply>;
  finalize: (invoice: InvoiceTruth) => Promise<Reply>;
  pay: (invoice: InvoiceTruth) => Promise<Reply>;
  withdraw: (invoice: InvoiceTruth) => Promise<Reply>;
};

/** The steps that end a piece of work. */
export type Ending = Exclude<Step, { do: "look" | "create" | "item" | "finalize" | "pay" | "withdraw" }>;

/** What is written down: each in one transaction, and only as long as nobody else has moved the attempt. */
export type TopupRecord = {
  /** Ties the attempt to its one invoice; false when somebody else has moved on. */
  keepInvoice: (invoice: InvoiceTruth) => Promise<boolean>;
  end: (ending: Ending) => Promise<void>;
  doubt: (why: Doubt) => Promise<void>;
};

export type Outcome = Ending["do"] | "doubt" | "lost";

// A full run takes 7 calls; 16 means the steps loop.
const mostTurns = 16;

/** Works on one attempt until it ends, waits or is in doubt. No transaction is open while Stripe is asked. */
export async function stepTopup(
  start: Situation,
  stripe: TopupStripe,
  record: TopupRecord,
): Promise<Outcome> {
  let at = start;
  let kept: string | null = null;
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const step = nextStep(at);
    if (isEnding(step)) {
      await record.end(step);
      return step.do;
    }
    // A look sends no key, so none can be spent.
    const hasKey = step.do !== "look";
    const reply = await act(step, at, stripe);
    if (reply.kind === "unknown")
      return inDoubt(record, {
        note: `${step.do}: ${reply.code}`,
        spent: hasKey && reply.spent,
        refused: false,
      });
    if (step.do === "pay") at = { ...at, answer: answerOf(reply), invoice: "unseen" };
    else if (reply.kind === "invoice") at = { ...at, invoice: reply.invoice };
    else return inDoubt(record, { note: `${step.do}: ${reply.code}`, spent: hasKey, refused: true });
    if (!at.hasClaim || typeof at.invoice === "string" || at.invoice.id === kept) continue;
    if (!(await record.keepInvoice(at.invoice))) return "lost";
    kept = at.invoice.id;
  }
  return inDoubt(record, { note: `no ending after ${mostTurns} steps`, spent: false, refused: true });
}

async function inDoubt(record: TopupRecord, why: Doubt): Promise<"doubt"> {
  await record.doubt(why);
  return "doubt";
}

function isEnding(step: Step): step is Ending {
  return (
    step.do !== "look" &&
    step.do !== "create" &&
    step.do !== "item" &&
    step.do !== "finalize" &&
    step.do !== "pay" &&
    step.do !== "withdraw"
  );
}

function act(step: Exclude<Step, Ending>, at: Situation, stripe: TopupStripe): Promise<Reply> {
  if (step.do === "look") return stripe.look();
  if (step.do === "create") return stripe.create();
  if (typeof at.invoice === "string") throw new Error(`${step.do} needs an invoice`);
  return stripe[step.do](at.invoice);
}

function answerOf(reply: Reply): PayAnswer | null {
  if (reply.kind === "declined" || reply.kind === "refused") return reply;
  return reply.kind === "invoice" ? { kind: "accepted" } : null;
}
