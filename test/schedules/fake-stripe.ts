import type { Reply } from "#app/billing/topup/drive-topup.ts";
import type { InvoiceTruth } from "#app/billing/rules/topup-step.ts";
import type { Chance } from "#test/schedules/random.ts";

type Charge = { invoice: string; status: "processing" | "succeeded" | "failed"; code: string | null };
type Invoice = { id: string; status: InvoiceTruth["status"]; lines: number };
type Kept = { reply: Reply; at: number };

const dayMs = 24 * 3_600_000;
const declines = ["insufficient_funds", "generic_decline", "expired_card", "authentication_required"] as const;

/** Stripe as far as a top-up sees it, by the emulator's rules: keys are kept a day, an invoice is paid once, direct debits take time. */
export class FakeStripe {
  readonly invoices: Invoice[] = [];
  readonly charges: Charge[] = [];
  readonly news: string[] = [];
  /** What no caller may ever do. */
  readonly offences: string[] = [];
  readonly #keys = new Map<string, Kept>();
  readonly #chance: Chance;
  readonly #now: () => number;

  constructor(chance: Chance, now: () => number) {
    this.#chance = chance;
    this.#now = now;
  }

  /** What Stripe would show of an invoice, or of the one that bears our note. */
  look(id: string | null): Reply {
    const ours = [...this.invoices].sort((a, b) => rank(b) - rank(a));
    const found = id === null ? ours[0] : this.invoices.find((one) => one.id === id);
    return { kind: "said", invoice: found ? this.#truth(found) : "none" };
  }

  create(key: string): Reply {
    return this.#once(key, () => {
      const invoice: Invoice = { id: `in_${this.invoices.length + 1}`, status: "draft", lines: 0 };
      this.invoices.push(invoice);
      return { kind: "said", invoice: this.#truth(invoice) };
    });
  }

  item(key: string, id: string): Reply {
    return this.#once(key, () => {
      const invoice = this.#find(id);
      if (invoice.status !== "draft") return { kind: "refused", code: "invoice_not_editable" };
      invoice.lines += 1;
      return { kind: "said", invoice: this.#truth(invoice) };
    });
  }

  finalize(key: string, id: string): Reply {
    return this.#once(key, () => {
      const invoice = this.#find(id);
      if (invoice.status !== "draft") return { kind: "refused", code: "invoice_not_editable" };
      invoice.status = "open";
      this.news.push(id);
      return { kind: "said", invoice: this.#truth(invoice) };
    });
  }

  pay(key: string, id: string): Reply {
    return this.#once(key, () => {
      const invoice = this.#find(id);
      if (invoice.status !== "open") return { kind: "refused", code: "stale" };
      if (this.#chargesOf(id).some((one) => one.status === "processing")) this.offences.push("charged again while a debit was under way");
      const end = this.#chance.below(10);
      const charge: Charge = { invoice: id, status: end < 3 ? "succeeded" : end < 7 ? "processing" : "failed", code: null };
      this.charges.push(charge);
      this.news.push(id);
      if (charge.status === "succeeded") invoice.status = "paid";
      if (charge.status !== "failed") return { kind: "said", invoice: this.#truth(invoice) };
      charge.code = this.#chance.pick(declines);
      return { kind: "declined", code: charge.code };
    });
  }

  withdraw(key: string, id: string): Reply {
    return this.#once(key, () => {
      const invoice = this.#find(id);
      if (invoice.status !== "open") return { kind: "refused", code: "stale" };
      if (this.#chargesOf(id).some((one) => one.status === "processing")) this.offences.push("withdrawn while a debit was under way");
      invoice.status = "void";
      this.news.push(id);
      return { kind: "said", invoice: this.#truth(invoice) };
    });
  }

  /** A bank says what became of the debits under way. */
  settle(): void {
    for (const charge of this.charges.filter((one) => one.status === "processing")) {
      charge.status = this.#chance.often(60) ? "succeeded" : "failed";
      charge.code = charge.status === "failed" ? "insufficient_funds" : null;
      if (charge.status === "succeeded") this.#find(charge.invoice).status = "paid";
      this.news.push(charge.invoice);
    }
  }

  /** Somebody pays the invoice by hand, on its page; there is no way to while a debit is under way. */
  payByHand(): void {
    const invoice = this.invoices.find((one) => one.status === "open" && !this.#chargesOf(one.id).some((charge) => charge.status === "processing"));
    if (!invoice) return;
    this.charges.push({ invoice: invoice.id, status: "succeeded", code: null });
    invoice.status = "paid";
    this.news.push(invoice.id);
  }

  /** Staff withdraw the invoice; a paid one, or one that is being paid, can't be. */
  void(): void {
    const invoice = this.invoices.find((one) => one.status === "open" && !this.#chargesOf(one.id).some((charge) => charge.status === "processing"));
    if (!invoice) return;
    invoice.status = "void";
    this.news.push(invoice.id);
  }

  /** Keeps an error under a key, as Stripe does when a request of its own fails. */
  spoil(key: string): void {
    this.#keys.set(key, { reply: { kind: "unknown", code: "500", spent: true }, at: this.#now() });
  }

  #once(key: string, run: () => Reply): Reply {
    const kept = this.#keys.get(key);
    if (kept && this.#now() - kept.at < dayMs) return kept.reply;
    const reply = run();
    this.#keys.set(key, { reply, at: this.#now() });
    return reply;
  }

  #find(id: string): Invoice {
    const found = this.invoices.find((one) => one.id === id);
    if (!found) throw new Error(`no invoice ${id}`);
    return found;
  }

  #chargesOf(id: string): Charge[] {
    return this.charges.filter((one) => one.invoice === id);
  }

  #truth({ id, status, lines }: Invoice): InvoiceTruth {
    const charges = this.#chargesOf(id);
    const last = charges.find((one) => one.status === "processing") ?? charges.at(-1);
    const payment = !last || last.status === "succeeded" ? { status: "none" as const, code: null } : { status: last.status, code: last.code };
    return { id, status, lines, fits: true, payment };
  }
}

function rank(invoice: Invoice): number {
  return invoice.status === "paid" ? 2 : invoice.status === "open" ? 1 : 0;
}
