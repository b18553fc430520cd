import type { IncomingMessage, ServerResponse } from "node:http";
import { type FaultQueue, isFaultMode } from "#test/emulator/faults.ts";
import { header, readBody, redirect, sendJson, sendPage } from "#test/emulator/http.ts";
import type { Journal } from "#test/emulator/journal.ts";
import type { JsonObject } from "#test/emulator/json.ts";
import { num, obj, parseObject, str } from "#test/emulator/json.ts";
import { panel } from "#test/emulator/pages/panel.ts";
import { expireDueSessions } from "#test/emulator/resources/checkout-completion.ts";
import { closeDispute, openDispute } from "#test/emulator/resources/disputes.ts";
import { bankTransfer } from "#test/emulator/resources/invoice-payment.ts";
import { failRefund, settleRefund } from "#test/emulator/resources/refunds.ts";
import { settlePayment } from "#test/emulator/resources/settle.ts";
import { verifyTaxId } from "#test/emulator/resources/tax-ids.ts";
import { refused, StripeRefusal } from "#test/emulator/stripe-refusal.ts";
import { releaseOrder, setSwitches } from "#test/emulator/webhook-switches.ts";
import type { WebhookSender } from "#test/emulator/webhooks.ts";
import type { World } from "#test/emulator/world.ts";

/** What the control API stands on. */
type ControlParts = {
  world: World;
  sender: WebhookSender;
  faults: FaultQueue;
  journal: Journal;
  token: string;
  nonce: string;
  reset: () => void;
};

type Act = (parts: ControlParts, body: JsonObject) => JsonObject;

const RESET_GRACE_MS = 2_000;
const SEPA_DAYS = 5 * 24 * 3600;

const acts: Record<string, Act | undefined> = {
  "POST reset": (parts) => {
    parts.reset();
    return {};
  },
  "POST clock/advance": ({ world }, body) => advance(world, num(body["seconds"])),
  "POST settle": ({ world }, body) => {
    const intent = world.store.find("payment_intent", body["payment_intent"]);
    if (settlePayment(world, intent, body["ok"] !== false)) return intent;
    throw refused(
      "payment_intent_unexpected_state",
      `This payment is ${str(intent["status"])}, not processing.`,
    );
  },
  "POST dispute": ({ world }, body) => openDispute(world, world.store.find("charge", body["charge"]), body),
  "POST dispute/close": ({ world }, body) =>
    closeDispute(world, world.store.find("dispute", body["dispute"]), str(body["status"]) || "lost"),
  "POST refund/fail": ({ world }, body) => failRefund(world, world.store.find("refund", body["refund"])),
  "POST refund/settle": ({ world }, body) => settleRefund(world, world.store.find("refund", body["refund"])),
  "POST refunds": ({ world }, body) => {
    world.store.slowRefunds = body["slow"] === true;
    return {};
  },
  "POST mandate/revoke": ({ world }, body) => {
    const mandate = world.store.find("mandate", body["mandate"]);
    mandate["status"] = "inactive";
    world.emit("mandate.updated", mandate, { status: "active" });
    return mandate;
  },
  "POST bankTransfer": ({ world }, body) => {
    const invoice = world.store.find("invoice", body["invoice"]);
    bankTransfer(world, invoice, num(body["amount"]));
    return invoice;
  },
  // As if somebody had changed a thing in Stripe's dashboard: no event tells of it.
  "POST change": ({ world }, body) =>
    Object.assign(world.store.find(str(body["object"]), body["id"]), obj(body["set"])),
  "POST taxId": ({ world }, body) => verifyTaxId(world, str(body["id"]), str(body["status"])),
  "POST faults": ({ faults }, body) => {
    const mode = str(body["mode"]);
    if (!isFaultMode(mode)) throw refused("fault_unknown", `There is no fault ${mode}.`);
    faults.add({ op: str(body["op"]) || "*", mode, times: num(body["times"]) || 1, ms: num(body["ms"]) });
    return {};
  },
  "POST webhooks": ({ sender }, body) => {
    setSwitches(sender.switches, body);
    if (!sender.switches.paused) sender.flush(releaseOrder(body));
    return { ...sender.switches };
  },
  "POST webhooks/resend": ({ world, sender }, body) => {
    const event = world.store.find("event", body["event"]);
    sender.resend(event);
    return event;
  },
  "GET log": ({ journal, sender }) => ({ requests: [...journal.requests], deliveries: [...sender.attempts] }),
  "GET issues": ({ journal }) => ({ issues: [...journal.issues] }),
  "GET state": ({ world }) => stateSummary(world),
};

/** Answers `/_emu/*`: acts that only a test or a person trying things out may do. */
export async function control(
  parts: ControlParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", "http://emulator");
  const name = `${request.method ?? "GET"} ${pathname.replace(/^\/_emu\/?/, "")}`;
  const text = await readBody(request);
  if (name === "GET ") {
    sendPage(response, 200, panel(parts.world, parts.nonce));
    return;
  }
  if (name === "POST panel") {
    panelAct(parts, new URLSearchParams(text), response);
    return;
  }
  if (header(request, "x-emulator-token") !== parts.token) {
    sendJson(response, 403, JSON.stringify({ error: { message: "wrong or missing x-emulator-token" } }));
    return;
  }
  const act = acts[name];
  if (!act) {
    sendJson(response, 404, JSON.stringify({ error: { message: `no control ${name}` } }));
    return;
  }
  if (name === "POST reset") await parts.sender.settled(RESET_GRACE_MS);
  try {
    const result = act(parts, text === "" ? {} : parseObject(text));
    finish(parts);
    sendJson(response, 200, JSON.stringify(result));
  } catch (error) {
    if (!(error instanceof StripeRefusal)) throw error;
    sendJson(response, error.status, JSON.stringify(error.body));
  }
}

function panelAct(parts: ControlParts, form: URLSearchParams, response: ServerResponse): void {
  if (form.get("nonce") !== parts.nonce) {
    sendJson(response, 403, JSON.stringify({ error: { message: "open the panel again" } }));
    return;
  }
  const intent = parts.world.store.peek("payment_intent", form.get("payment_intent") ?? "");
  if (intent) settlePayment(parts.world, intent, form.get("result") === "settle");
  finish(parts);
  redirect(response, "/_emu/");
}

function finish({ world, sender }: ControlParts): void {
  world.store.save();
  sender.flush();
}

function advance(world: World, seconds: number): JsonObject {
  if (seconds < 0) throw refused("clock_backwards", "The clock only goes forward.");
  world.store.clockOffset += seconds;
  expireDueSessions(world);
  const due = world.store.all("payment_intent").filter((intent) => {
    const charge = world.store.peek("charge", intent["latest_charge"]);
    return intent["status"] === "processing" && charge && num(charge["created"]) + SEPA_DAYS <= world.now();
  });
  for (const intent of due) settlePayment(world, intent, true);
  return { now: world.now(), settled: due.length };
}

function stateSummary(world: World): JsonObject {
  const counts: JsonObject = {};
  for (const object of world.store.objects.values()) {
    const kind = str(object["object"]);
    counts[kind] = num(counts[kind]) + 1;
  }
  return { now: world.now(), counts, pendingDeliveries: world.store.deliveries.length };
}
