import type { IncomingMessage, ServerResponse } from "node:http";
import { header, readBody, redirect, sendPage } from "#test/emulator/http.ts";
import type { JsonObject } from "#test/emulator/json.ts";
import { obj, str, strs } from "#test/emulator/json.ts";
import { checkoutPage, closedPage, successUrl } from "#test/emulator/pages/checkout-page.ts";
import { invoicePage, readPaper } from "#test/emulator/pages/invoice-page.ts";
import { escape, page } from "#test/emulator/pages/layout.ts";
import { paperPdf } from "#test/emulator/pages/pdf.ts";
import { languageOf, wordsOf, type Language } from "#test/emulator/pages/words.ts";
import {
  authenticateIntent,
  expireSession,
  paySession,
  sessionOf,
  type Payer,
} from "#test/emulator/resources/checkout-completion.ts";
import { invoiceOutcome, payManually } from "#test/emulator/resources/invoice-payment.ts";
import { isDelayed } from "#test/emulator/resources/method-types.ts";
import type { World } from "#test/emulator/world.ts";

/** What the hosted pages stand on: `redirect` decides whether events or the browser go first. */
type HostedParts = { world: World; redirect: (go: () => void) => Promise<void> };

type Visit = {
  parts: HostedParts;
  request: IncomingMessage;
  response: ServerResponse;
  id: string;
  rest: string;
};

const CARDS = { ok: "4242", authentication: "3184", decline: "0341" } as const;

/** Answers `/c/pay/:id`, `/i/:id`, `/i/:id/pdf` and `/3ds/:id`; false when the path is none of them. */
export async function hosted(
  parts: HostedParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const { pathname } = new URL(request.url ?? "/", "http://emulator");
  const [, area, id = "", rest = ""] = /^\/(c\/pay|i|3ds)\/(\w+)\/?(\w*)$/.exec(pathname) ?? [];
  const visit = { parts, request, response, id, rest };
  if (area === "c/pay") await checkout(visit);
  else if (area === "3ds") await authentication(visit);
  else if (area === "i") await paper(visit);
  return area !== undefined;
}

async function checkout(visit: Visit): Promise<void> {
  const { world } = visit.parts;
  const session = world.store.peek("checkout.session", visit.id);
  if (!session) {
    notFound(visit);
    return;
  }
  const language = languageOf(str(session["locale"]), header(visit.request, "accept-language"));
  if (visit.request.method === "POST") return payCheckout(visit, session, language);
  const open = session["status"] === "open";
  sendPage(
    visit.response,
    200,
    open ? checkoutPage(world, session, language) : closedPage(session, language),
  );
}

async function payCheckout(visit: Visit, session: JsonObject, language: Language): Promise<void> {
  const { world } = visit.parts;
  const form = Object.fromEntries(new URLSearchParams(await readBody(visit.request)));
  if (session["status"] !== "open") {
    sendPage(visit.response, 200, closedPage(session, language));
    return;
  }
  if (form["outcome"] === "expire") {
    expireSession(world, session);
    return visit.parts.redirect(() => {
      redirect(visit.response, `/c/pay/${visit.id}`);
    });
  }
  const payer = readPayer(session, form);
  const result = paySession(world, session, payer);
  if (result === "declined")
    return visit.parts.redirect(() => {
      sendPage(visit.response, 200, checkoutPage(world, session, language, payer.type));
    });
  const target =
    result === "requires_action" ? `/3ds/${str(session["payment_intent"])}` : successUrl(session);
  await visit.parts.redirect(() => {
    redirect(visit.response, target);
  });
}

function readPayer(session: JsonObject, form: Record<string, string>): Payer {
  const types = strs(session["payment_method_types"]);
  const asked =
    form["outcome"] === "pay-delayed" ? types.find(isDelayed) : types.find((type) => type === form["method"]);
  const type = asked ?? types[0] ?? "card";
  const { outcome } = form;
  const chosen = form["card"] === "authentication" || form["card"] === "decline" ? form["card"] : "ok";
  const behaviour = session["mode"] === "setup" && type === "card" ? chosen : "ok";
  return {
    type,
    outcome: outcome === "decline" || outcome === "pay-3ds" ? outcome : "pay",
    behaviour,
    last4: type === "card" ? CARDS[behaviour] : "3000",
    form,
  };
}

async function authentication(visit: Visit): Promise<void> {
  const { world } = visit.parts;
  const intent = world.store.peek("payment_intent", visit.id);
  if (!intent) {
    notFound(visit);
    return;
  }
  const session = sessionOf(world, intent);
  const language = languageOf(str(session?.["locale"]), header(visit.request, "accept-language"));
  const waiting = intent["status"] === "requires_action";
  if (visit.request.method !== "POST" || !waiting) {
    sendPage(visit.response, 200, authenticationPage(visit.id, language, waiting));
    return;
  }
  const back = str(obj(obj(intent["next_action"])["redirect_to_url"])["return_url"]);
  const form = new URLSearchParams(await readBody(visit.request));
  authenticateIntent(world, intent, form.get("answer") === "ok");
  if (!session) invoiceOutcome(world, intent);
  await visit.parts.redirect(() => {
    if (session && session["status"] === "open")
      sendPage(visit.response, 200, checkoutPage(world, session, language, "card"));
    else redirect(visit.response, session ? successUrl(session) : back || `/3ds/${visit.id}`);
  });
}

function authenticationPage(id: string, language: Language, waiting: boolean): string {
  const words = wordsOf(language);
  if (!waiting) return page(language, words.nothingToDo, `<p class="card">${escape(words.completeText)}</p>`);
  return page(
    language,
    words.authenticate,
    `<form class="card" method="post" action="/3ds/${escape(id)}"><p>${escape(words.authenticateText)}</p>
<button class="primary" name="answer" value="ok" data-testid="authenticate">${escape(words.authenticateOk)}</button>
<button name="answer" value="fail" data-testid="refuse">${escape(words.authenticateFail)}</button></form>`,
  );
}

async function paper(visit: Visit): Promise<void> {
  const { world } = visit.parts;
  const found = world.store.peek("invoice", visit.id) ?? world.store.peek("credit_note", visit.id);
  if (!found || found["number"] === null) {
    notFound(visit);
    return;
  }
  const language = languageOf("", header(visit.request, "accept-language"));
  if (visit.request.method === "POST" && found["object"] === "invoice") {
    const form = new URLSearchParams(await readBody(visit.request));
    payManually(world, found, form.get("method") ?? "card");
    return visit.parts.redirect(() => {
      redirect(visit.response, `/i/${visit.id}`);
    });
  }
  if (visit.rest !== "pdf") {
    sendPage(visit.response, 200, invoicePage(world, found, language));
    return;
  }
  const pdf = paperPdf(readPaper(world, found, language), wordsOf(language).banner);
  visit.response.writeHead(200, {
    "content-type": "application/pdf",
    "content-disposition": `inline; filename="${str(found["number"])}.pdf"`,
  });
  visit.response.end(pdf);
}

function notFound(visit: Visit): void {
  sendPage(
    visit.response,
    404,
    page("en", "Nothing here", '<p class="card">This address leads to nothing in the emulator.</p>'),
  );
}
