import type { ScheduleApp } from "#test/schedules/whole/schedule-app.ts";

type Thing = { id: string; status: string };
type Event = { id: string; type: string };
type At = Pick<ScheduleApp, "emulator">;

const authorization = { authorization: "Bearer sk_test_emulator" };

async function read<One>({ emulator }: At, path: string): Promise<One[]> {
  const answer = await fetch(`${emulator.url}/v1/${path}`, { headers: authorization });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return ((await answer.json()) as { data: One[] }).data;
}

async function write({ emulator }: At, path: string, form: Record<string, string> = {}): Promise<boolean> {
  return (
    (
      await fetch(`${emulator.url}/${path}`, {
        method: "POST",
        redirect: "manual",
        headers: authorization,
        body: new URLSearchParams(form),
      })
    ).status < 400
  );
}

/** Turns a switch of the offline Stripe. */
export async function turn({ emulator }: At, act: string, body: object = {}): Promise<void> {
  const answer = await fetch(`${emulator.url}/_emu/${act}`, {
    method: "POST",
    headers: { "x-emulator-token": emulator.controlToken },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${act}: ${await answer.text()}`);
}

/** Does on a hosted page what a person would; where it leads back to. */
export async function onPage(url: string, form: Record<string, string>): Promise<string> {
  const answer = await fetch(url, { method: "POST", redirect: "manual", body: new URLSearchParams(form) });
  return answer.headers.get("location") ?? "";
}

/** The next hundred events after one, or the latest when there is none yet; newest first. */
export function eventsAfter(at: At, known: string | null): Promise<Event[]> {
  return read(at, `events?limit=100${known === null ? "" : `&ending_before=${known}`}`);
}

/** The direct debits that are under way, newest first. */
export async function debits(at: At): Promise<string[]> {
  return (await read<Thing>(at, "payment_intents?limit=100"))
    .filter(({ status }) => status === "processing")
    .map(({ id }) => id);
}

/** A bank says what became of a direct debit. */
export function settleDebit(at: At, intent: string, ok: boolean): Promise<void> {
  return turn(at, "settle", { payment_intent: intent, ok });
}

/** The invoices that can be paid, newest first. */
export async function openInvoices(at: At): Promise<string[]> {
  return (await read<Thing>(at, "invoices?limit=100"))
    .filter(({ status }) => status === "open")
    .map(({ id }) => id);
}

/** Somebody pays an invoice on its page; nothing happens while a debit of it is under way. */
export function payManually(at: At, invoice: string): Promise<boolean> {
  return write(at, `i/${invoice}`, { method: "ideal" });
}

/** Staff withdraw an invoice in Stripe's dashboard. */
export function voidInvoice(at: At, invoice: string): Promise<boolean> {
  return write(at, `v1/invoices/${invoice}/void`);
}

/** The payments that arrived, newest first. */
export async function arrived(at: At): Promise<string[]> {
  return (await read<Thing>(at, "payment_intents?limit=100"))
    .filter(({ status }) => status === "succeeded")
    .map(({ id }) => id);
}

/** Staff pay a part back in Stripe's dashboard. */
export function payBack(at: At, intent: string, amount: number): Promise<boolean> {
  return write(at, "v1/refunds", { payment_intent: intent, amount: String(amount) });
}
