import { describe, expect, test } from "vitest";
import { str } from "#test/emulator/json.ts";
import { blockOf, dutchCustomer, idOf, refusalOf, useBench } from "#test/unit/emulator/harness.ts";

const bench = useBench();

async function paidIntent(magic = "pm_card_visa") {
  const { stripe } = bench;
  const { customer } = await dutchCustomer(stripe);
  const card = await stripe.paymentMethods.attach(magic, { customer });
  return stripe.paymentIntents.create({
    amount: 5000,
    currency: "eur",
    customer,
    payment_method: card.id,
    off_session: true,
    confirm: true,
  });
}

async function openInvoice(send: boolean) {
  const { stripe } = bench;
  const { customer, rate } = await dutchCustomer(stripe);
  const how = send
    ? ({ collection_method: "send_invoice", days_until_due: 14 } as const)
    : ({ collection_method: "charge_automatically" } as const);
  const draft = await stripe.invoices.create({
    customer,
    auto_advance: false,
    pending_invoice_items_behavior: "exclude",
    default_tax_rates: [rate],
    ...how,
  });
  await stripe.invoiceItems.create({
    customer,
    invoice: draft.id,
    amount: 10_000,
    currency: "eur",
    description: "Uren",
  });
  return { customer, invoice: await stripe.invoices.finalizeInvoice(draft.id) };
}

describe("automatic top-up", () => {
  test("asks for authentication when the card wants it", async () => {
    const error = await refusalOf(paidIntent("pm_card_authenticationRequired"));
    expect(error).toMatchObject({
      type: "StripeCardError",
      code: "authentication_required",
      payment_intent: { status: "requires_payment_method" },
    });
  });

  test("on-session authentication goes through the bank's page", async () => {
    const { stripe } = bench;
    const { customer } = await dutchCustomer(stripe);
    const card = await stripe.paymentMethods.attach("pm_card_authenticationRequired", { customer });
    const intent = await stripe.paymentIntents.create({
      amount: 5000,
      currency: "eur",
      customer,
      payment_method: card.id,
      confirm: true,
      return_url: "http://localhost:3000/back",
    });
    expect(intent.status).toBe("requires_action");
    const answer = await bench.post(`/3ds/${intent.id}`, { answer: "ok" });
    expect(answer.location).toBe("http://localhost:3000/back");
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe("succeeded");
  });

  test("a paid intent can't be cancelled or confirmed, an open one can", async () => {
    const { stripe } = bench;
    const paid = await paidIntent();
    expect(await refusalOf(stripe.paymentIntents.cancel(paid.id))).toMatchObject({
      code: "payment_intent_unexpected_state",
    });
    expect(await refusalOf(stripe.paymentIntents.confirm(paid.id))).toMatchObject({
      code: "payment_intent_unexpected_state",
    });
    const open = await stripe.paymentIntents.create({ amount: 500, currency: "eur" });
    expect((await stripe.paymentIntents.cancel(open.id, { cancellation_reason: "abandoned" })).status).toBe(
      "canceled",
    );
  });

  test("a method of another customer is refused, a detached one is gone from the list", async () => {
    const { stripe } = bench;
    const { customer } = await dutchCustomer(stripe);
    const other = await dutchCustomer(stripe);
    const card = await stripe.paymentMethods.attach("pm_card_visa", { customer });
    const params = {
      amount: 500,
      currency: "eur",
      customer: other.customer,
      payment_method: card.id,
      confirm: true,
      off_session: true,
    };
    expect(await refusalOf(stripe.paymentIntents.create(params))).toMatchObject({ param: "payment_method" });
    await stripe.paymentMethods.detach(card.id);
    expect((await stripe.paymentMethods.list({ customer, type: "card" })).data).toEqual([]);
    await bench.event("payment_method.detached");
  });
});

describe("refunds", () => {
  test("partly, partly, never more than was paid", async () => {
    const { stripe } = bench;
    const intent = await paidIntent();
    await stripe.refunds.create({
      payment_intent: intent.id,
      amount: 2000,
      reason: "requested_by_customer",
      metadata: { why: "x" },
    });
    expect(await refusalOf(stripe.refunds.create({ payment_intent: intent.id, amount: 3001 }))).toMatchObject(
      { param: "amount" },
    );
    const rest = await stripe.refunds.create({ payment_intent: intent.id });
    expect(rest).toMatchObject({ amount: 3000, status: "succeeded" });
    expect(await refusalOf(stripe.refunds.create({ payment_intent: intent.id }))).toMatchObject({
      code: "charge_already_refunded",
    });
    const charge = await stripe.charges.retrieve(idOf(intent.latest_charge), { expand: ["refunds"] });
    expect(charge).toMatchObject({ amount_refunded: 5000, refunded: true });
    expect(charge.refunds?.data).toHaveLength(2);
    await bench.control("refund/fail", { refund: rest.id });
    await bench.event("refund.failed");
  });

  test("a credit note refunds its part of a paid invoice, VAT included", async () => {
    const { stripe } = bench;
    const { customer, rate } = await dutchCustomer(stripe);
    const session = await stripe.checkout.sessions.create(blockOf(customer, rate));
    await bench.post(`/c/pay/${session.id}`, { method: "ideal", outcome: "pay" });
    const paid = await bench.event("invoice.paid");
    const line = paid.data.object.lines.data[0]?.id ?? "";
    const note = await stripe.creditNotes.create({
      invoice: paid.data.object.id,
      lines: [{ type: "invoice_line_item", invoice_line_item: line, amount: 47_500 }],
      refund_amount: 57_475,
    });
    expect(note).toMatchObject({
      number: "HIT-0001-CN-01",
      total: 57_475,
      subtotal: 47_500,
      total_taxes: [{ amount: 9975 }],
    });
    expect((await stripe.refunds.list()).data).toMatchObject([{ amount: 57_475 }]);
    expect(
      await refusalOf(
        stripe.creditNotes.create({ invoice: paid.data.object.id, amount: 60_000, refund_amount: 60_000 }),
      ),
    ).toMatchObject({ param: "amount" });
    expect((await stripe.creditNotes.list({ invoice: paid.data.object.id })).data).toHaveLength(1);
  });
});

describe("a credit note's amount is its total, VAT included, whatever the amount", () => {
  test.each([0, 19, 21])("at %i percent", async (percentage) => {
    const { stripe } = bench;
    const { customer } = await dutchCustomer(stripe);
    const rate = await stripe.taxRates.create({
      display_name: "VAT",
      percentage,
      inclusive: false,
      country: "NL",
    });
    const draft = await stripe.invoices.create({
      customer,
      collection_method: "send_invoice",
      days_until_due: 14,
    });
    await stripe.invoiceItems.create({
      customer,
      invoice: draft.id,
      currency: "eur",
      amount: 900_000_000,
      tax_rates: [rate.id],
    });
    await stripe.invoices.finalizeInvoice(draft.id);
    await stripe.invoices.pay(draft.id, { paid_out_of_band: true });
    const amounts = [1, 2, 3333, 5000, 10_000, ...Array.from({ length: 162 }, (_, at) => 1 + at * 7919)];
    for (const amount of amounts) {
      const note = await stripe.creditNotes.create({ invoice: draft.id, amount, out_of_band_amount: amount });
      const tax = (note.total_taxes ?? []).reduce((sum, one) => sum + one.amount, 0);
      expect(note).toMatchObject({ total: amount, amount, total_excluding_tax: amount - tax });
      // Within a cent of the rate.
      expect(Math.abs(tax - ((amount - tax) * percentage) / 100)).toBeLessThanOrEqual(1);
    }
  });
});

describe("disputes", () => {
  test.each(["won", "lost"])("opened by the bank, then %s", async (status) => {
    const { stripe } = bench;
    const intent = await paidIntent();
    const dispute = await bench.control("dispute", { charge: intent.latest_charge, amount: 5000 });
    await bench.event("charge.dispute.funds_withdrawn");
    expect(await refusalOf(stripe.refunds.create({ payment_intent: intent.id }))).toMatchObject({
      code: "charge_disputed",
    });
    await stripe.disputes.update(str(dispute["id"]), {
      evidence: { uncategorized_text: "they used the hours" },
    });
    await bench.control("dispute/close", { dispute: dispute["id"], status });
    const closed = await bench.event("charge.dispute.closed");
    expect(closed.data.object.status).toBe(status);
    expect(bench.hooks.types().includes("charge.dispute.funds_reinstated")).toBe(status === "won");
    expect((await stripe.disputes.list({ payment_intent: intent.id })).data).toHaveLength(1);
  });

  test("a card that is made for it disputes by itself, and can be given up", async () => {
    await paidIntent("pm_card_createDispute");
    const created = await bench.event("charge.dispute.created");
    expect((await bench.stripe.disputes.close(created.data.object.id)).status).toBe("lost");
  });
});

describe("invoices", () => {
  test("paid by a saved card", async () => {
    const { stripe } = bench;
    const { customer, invoice } = await openInvoice(false);
    expect(invoice).toMatchObject({ status: "open", number: "HIT-0001", total: 12_100, amount_due: 12_100 });
    const card = await stripe.paymentMethods.attach("pm_card_visa", { customer });
    const paid = await stripe.invoices.pay(invoice.id, {
      payment_method: card.id,
      off_session: true,
      expand: ["payments"],
    });
    expect(paid).toMatchObject({ status: "paid", amount_remaining: 0 });
    const intent = paid.payments?.data[0]?.payment.payment_intent;
    const found = await stripe.invoicePayments.list({
      payment: { type: "payment_intent", payment_intent: idOf(intent) },
    });
    expect(found.data).toMatchObject([{ invoice: invoice.id, status: "paid" }]);
    expect(await refusalOf(stripe.invoices.update(invoice.id, { description: "late" }))).toMatchObject({
      code: "invoice_not_editable",
    });
  });

  test("declined stays open and says so", async () => {
    const { stripe } = bench;
    const { customer, invoice } = await openInvoice(false);
    const card = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
    expect(await refusalOf(stripe.invoices.pay(invoice.id, { payment_method: card.id }))).toMatchObject({
      statusCode: 402,
    });
    await bench.event("invoice.payment_failed");
    expect((await stripe.invoices.retrieve(invoice.id)).status).toBe("open");
  });

  test("sent, part paid by bank transfer, then in full", async () => {
    const { stripe } = bench;
    const { invoice } = await openInvoice(true);
    expect(invoice.due_date).toBeGreaterThan(invoice.created + 13 * 86_400);
    await stripe.invoices.sendInvoice(invoice.id);
    await bench.event("invoice.sent");
    await bench.control("bankTransfer", { invoice: invoice.id, amount: 100 });
    expect(await stripe.invoices.retrieve(invoice.id)).toMatchObject({
      status: "open",
      amount_remaining: 12_000,
    });
    await bench.control("bankTransfer", { invoice: invoice.id, amount: 12_000 });
    await bench.event("invoice.paid");
  });

  test("void, uncollectible, paid elsewhere", async () => {
    const { stripe } = bench;
    expect((await stripe.invoices.voidInvoice((await openInvoice(true)).invoice.id)).status).toBe("void");
    const lost = (await openInvoice(true)).invoice;
    expect(lost.number).toBe("HIT-0002");
    expect((await stripe.invoices.markUncollectible(lost.id)).status).toBe("uncollectible");
    const other = (await openInvoice(true)).invoice;
    expect((await stripe.invoices.pay(other.id, { paid_out_of_band: true })).status).toBe("paid");
    expect((await stripe.invoices.list({ status: "paid" })).data).toHaveLength(1);
  });
});

test("customers, tax ids, prices and lists", async () => {
  const { stripe } = bench;
  const { customer } = await dutchCustomer(stripe);
  const taxId = await stripe.customers.createTaxId(customer, { type: "eu_vat", value: "NL123456789B01" });
  expect(taxId.verification?.status).toBe("pending");
  await bench.control("taxId", { id: taxId.id, status: "verified" });
  await bench.event("customer.tax_id.updated");
  expect(await stripe.customers.retrieve(customer, { expand: ["tax_ids"] })).toMatchObject({
    tax_ids: { data: [{ verification: { status: "verified" } }] },
  });
  await stripe.customers.deleteTaxId(customer, taxId.id);
  expect((await stripe.customers.listTaxIds(customer)).data).toEqual([]);
  await stripe.customers.update(customer, { metadata: { a: "1", b: "2" } });
  expect((await stripe.customers.update(customer, { metadata: { a: null } })).metadata).toEqual({ b: "2" });

  const product = await stripe.products.create({ name: "Hours" });
  const price = await stripe.prices.create({ product: product.id, currency: "eur", unit_amount: 9500 });
  expect(String((await stripe.prices.retrieve(price.id)).unit_amount_decimal)).toBe("9500");
  for (let index = 0; index < 12; index += 1) await stripe.customers.create({ name: `n${String(index)}` });
  expect(await stripe.customers.list().autoPagingToArray({ limit: 100 })).toHaveLength(13);
  expect((await stripe.events.list({ types: ["customer.tax_id.deleted"] })).data).toHaveLength(1);
  await stripe.customers.del(customer);
  expect(await stripe.customers.retrieve(customer)).toMatchObject({ deleted: true });
});
