import { describe, expect, test } from "vitest";
import { blockOf, dutchCustomer, idOf, refusalOf, useBench } from "#test/unit/emulator/harness.ts";

const bench = useBench();

async function openSession(more: Parameters<typeof blockOf>[2] = {}) {
  const { customer, rate } = await dutchCustomer(bench.stripe);
  return bench.stripe.checkout.sessions.create(blockOf(customer, rate, more));
}

describe("a purchase through Checkout", () => {
  test("takes the whole call of an hour-block purchase", async () => {
    const { stripe } = bench;
    const { customer } = await dutchCustomer(stripe);
    const session = await stripe.checkout.sessions.create(
      {
        mode: "payment",
        customer,
        client_reference_id: "order_1",
        locale: "auto",
        line_items: [
          {
            price_data: {
              currency: "eur",
              unit_amount: 95_000,
              tax_behavior: "exclusive",
              product_data: { name: "10 hours" },
            },
            quantity: 1,
          },
        ],
        allowed_payment_method_types: ["card", "ideal", "bancontact", "sepa_debit"],
        automatic_tax: { enabled: true },
        tax_id_collection: { enabled: true },
        customer_update: { name: "auto", address: "auto" },
        billing_address_collection: "required",
        invoice_creation: { enabled: true, invoice_data: { metadata: { orderId: "order_1" } } },
        payment_intent_data: { metadata: { orderId: "order_1" } },
        metadata: { orderId: "order_1" },
        expires_at: Math.floor(Date.now() / 1000) + 3600,
        cancel_url: "http://localhost:3000/billing",
        success_url: "http://localhost:3000/billing/return?session_id={CHECKOUT_SESSION_ID}",
        expand: ["line_items.data.taxes", "total_details.breakdown"],
      },
      { idempotencyKey: "checkout:order_1:1" },
    );
    expect(session).toMatchObject({
      status: "open",
      payment_status: "unpaid",
      amount_subtotal: 95_000,
      amount_total: 114_950,
      livemode: false,
    });
    expect(session.payment_method_types).toEqual(["ideal", "bancontact", "card", "sepa_debit"]);
    expect(session.line_items?.data[0]).toMatchObject({
      description: "10 hours",
      amount_tax: 19_950,
      quantity: 1,
    });
    expect(session.total_details?.breakdown?.taxes[0]).toMatchObject({
      amount: 19_950,
      taxability_reason: "standard_rated",
    });
    expect(session.url).toBe(`${bench.running.url}/c/pay/${session.id}`);
  });

  test("iDEAL: pays at once, events come before the redirect, the invoice is numbered and paid", async () => {
    const session = await openSession();
    const answer = await bench.post(`/c/pay/${session.id}`, { method: "ideal", outcome: "pay" });
    expect(answer).toMatchObject({
      status: 303,
      location: `http://localhost:3000/billing/return?session_id=${session.id}`,
    });
    expect(bench.hooks.types()).toEqual([
      "customer.created",
      "tax_rate.created",
      "product.created",
      "payment_intent.created",
      "charge.succeeded",
      "payment_intent.succeeded",
      "invoice.created",
      "invoice.finalized",
      "invoice_payment.paid",
      "invoice.paid",
      "invoice.payment_succeeded",
      "checkout.session.completed",
    ]);
    const completed = await bench.event("checkout.session.completed");
    expect(completed).toMatchObject({ api_version: "2026-10-28.endive", livemode: false });
    expect(completed.data.object).toMatchObject({
      id: session.id,
      payment_status: "paid",
      status: "complete",
      url: null,
    });

    const now = await bench.stripe.checkout.sessions.retrieve(session.id, {
      expand: ["line_items", "invoice.payments", "payment_intent.latest_charge"],
    });
    expect(now.invoice).toMatchObject({
      number: "HIT-0001",
      status: "paid",
      total: 114_950,
      subtotal: 95_000,
      amount_paid: 114_950,
      footer: "Dank u wel",
      custom_fields: [{ name: "PO", value: "4711" }],
      metadata: { orderId: "order_1" },
      customer_name: "Bakkerij Jansen B.V.",
    });
    expect(now.payment_intent).toMatchObject({
      status: "succeeded",
      metadata: { orderId: "order_1" },
      latest_charge: { payment_method_details: { type: "ideal" } },
    });
    expect(bench.hooks.rejected).toEqual([]);
  });

  test("the invoice has a page and a PDF", async () => {
    const session = await openSession();
    await bench.post(`/c/pay/${session.id}`, { method: "card", outcome: "pay" });
    const paid = await bench.event("invoice.paid");
    const page = await fetch(String(paid.data.object.hosted_invoice_url), {
      headers: { "accept-language": "nl" },
    });
    expect(await page.text()).toContain("Factuur HIT-0001");
    const pdf = Buffer.from(await (await fetch(String(paid.data.object.invoice_pdf))).arrayBuffer()).toString(
      "latin1",
    );
    expect(pdf.startsWith("%PDF-1.4")).toBe(true);
    expect(pdf).toContain("HIT-0001");
    const start = Number(/startxref\n(\d+)/.exec(pdf)?.[1]);
    const offsets = [...pdf.slice(start).matchAll(/^(\d{10}) 00000 n/gm)].map(([, offset]) => Number(offset));
    expect(offsets.map((offset) => pdf.slice(offset, offset + 7))).toEqual([
      "1 0 obj",
      "2 0 obj",
      "3 0 obj",
      "4 0 obj",
      "5 0 obj",
    ]);
  });

  test.each([{ ok: true }, { ok: false }])("SEPA: pending first, later settled (%o)", async ({ ok }) => {
    const session = await openSession();
    await bench.post(`/c/pay/${session.id}`, { method: "sepa_debit", outcome: "pay" });
    const completed = await bench.event("checkout.session.completed");
    expect(completed.data.object).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
      invoice: null,
    });
    const intent = idOf(completed.data.object.payment_intent);
    expect(await bench.stripe.paymentIntents.retrieve(intent)).toMatchObject({ status: "processing" });

    await bench.control("settle", { payment_intent: intent, ok });
    const later = await bench.event(
      ok ? "checkout.session.async_payment_succeeded" : "checkout.session.async_payment_failed",
    );
    expect(later.data.object.payment_status).toBe(ok ? "paid" : "unpaid");
    expect(bench.hooks.types().includes("invoice.paid")).toBe(ok);
    expect(bench.hooks.types()).toContain(ok ? "payment_intent.succeeded" : "payment_intent.payment_failed");
    await expect(bench.control("settle", { payment_intent: intent, ok })).rejects.toThrow("not processing");
  });

  test("a direct debit settles by itself when the clock passes five days", async () => {
    const session = await openSession();
    await bench.post(`/c/pay/${session.id}`, { outcome: "pay-delayed" });
    await bench.control("clock/advance", { seconds: 5 * 86_400 });
    await bench.event("checkout.session.async_payment_succeeded");
  });

  test("a declined payment stays on the page and can be tried again", async () => {
    const session = await openSession();
    const declined = await bench.post(`/c/pay/${session.id}`, { method: "card", outcome: "decline" });
    expect(declined.status).toBe(200);
    expect(declined.html).toContain('role="alert"');
    expect(await bench.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      status: "open",
      payment_status: "unpaid",
    });
    const paid = await bench.post(`/c/pay/${session.id}`, { method: "card", outcome: "pay" });
    expect(paid.status).toBe(303);
    const charges = await bench.stripe.charges.list();
    expect(charges.data.map(({ status }) => status)).toEqual(["succeeded", "failed"]);
  });

  test("authentication: refused, then confirmed", async () => {
    const session = await openSession();
    const sent = await bench.post(`/c/pay/${session.id}`, { method: "card", outcome: "pay-3ds" });
    expect(sent.location).toMatch(/^\/3ds\/pi_/);
    const refused = await bench.post(sent.location, { answer: "fail" });
    expect(refused.html).toContain('role="alert"');
    const again = await bench.post(`/c/pay/${session.id}`, { method: "card", outcome: "pay-3ds" });
    const confirmed = await bench.post(again.location, { answer: "ok" });
    expect(confirmed.location).toContain(session.id);
    await bench.event("checkout.session.completed");
  });

  test("paying twice charges once, and the page says that it is over", async () => {
    const session = await openSession();
    const pay = () => bench.post(`/c/pay/${session.id}`, { method: "ideal", outcome: "pay" });
    const both = await Promise.all([pay(), pay()]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 303]);
    expect(both.find(({ status }) => status === 200)?.html).toContain("Deze betaling is afgerond");
    expect((await bench.stripe.charges.list()).data).toHaveLength(1);
    expect((await bench.stripe.invoices.list()).data).toHaveLength(1);
  });

  test("expires by its clock, by the API and by a person, and can't be paid then", async () => {
    const byClock = await openSession();
    await bench.control("clock/advance", { seconds: 24 * 3600 + 1 });
    const expired = await bench.event("checkout.session.expired");
    expect(expired.data.object.id).toBe(byClock.id);
    const page = await bench.post(`/c/pay/${byClock.id}`, { method: "ideal", outcome: "pay" });
    expect(page.html).toContain("Deze pagina is verlopen");
    const byApi = await openSession();
    expect((await bench.stripe.checkout.sessions.expire(byApi.id)).status).toBe("expired");
    expect(await refusalOf(bench.stripe.checkout.sessions.expire(byApi.id))).toMatchObject({
      statusCode: 400,
    });
    expect((await bench.stripe.charges.list()).data).toEqual([]);
  });

  test("the browser can be made to win against the webhook", async () => {
    const session = await openSession();
    await bench.control("webhooks", { pause: true, afterRedirect: true });
    await bench.post(`/c/pay/${session.id}`, { method: "ideal", outcome: "pay" });
    expect(bench.hooks.types()).not.toContain("checkout.session.completed");
    expect(await bench.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      payment_status: "paid",
    });
    await bench.control("webhooks", { release: true });
    await bench.event("checkout.session.completed");
  });
});
