import { freshId } from "#test/emulator/ids.ts";
import type { JsonObject } from "#test/emulator/json.ts";
import { num, obj, objs, orNull, str } from "#test/emulator/json.ts";
import { paymentsOf } from "#test/emulator/resources/invoice-lifecycle.ts";
import { amountsOf } from "#test/emulator/resources/invoice-lines.ts";
import { listPage, matching, wholeList } from "#test/emulator/resources/lists.ts";
import { mergeMetadata } from "#test/emulator/resources/metadata.ts";
import { refundCharge } from "#test/emulator/resources/refunds.ts";
import { invoiceTax, sumTaxes, type LineAmounts } from "#test/emulator/resources/vat.ts";
import { invalid, refused } from "#test/emulator/stripe-refusal.ts";
import type { Call, Handler, World } from "#test/emulator/world.ts";

/** The handlers of credit notes. */
export const creditNotes: Record<string, Handler> = {
  "creditNotes.create": create,
  "creditNotes.retrieve": (world, { ids }) => world.store.find("credit_note", ids[0]),
  "creditNotes.list": (world, { params }) =>
    listPage(
      matching(world.store.all("credit_note"), params, ["customer", "invoice"]),
      params,
      "/v1/credit_notes",
    ),
};

type NoteLine = { shown: JsonObject; amounts: LineAmounts };

function create(world: World, { params }: Call): JsonObject {
  const invoice = world.store.find("invoice", params["invoice"], "invoice");
  if (invoice["status"] !== "paid" && invoice["status"] !== "open") {
    throw refused("invoice_not_creditable", "You can only create a credit note for an open or paid invoice.");
  }
  const id = freshId("cn");
  const lines = noteLines(world, invoice, params);
  const total = lines.reduce((sum, { amounts }) => sum + amounts.total, 0);
  const tax = lines.reduce((sum, { amounts }) => sum + amounts.tax, 0);
  checkTotal(world, invoice, params, total);
  const made = refundsFor(world, invoice, params);
  const count = world.store.next(`credit note ${str(invoice["id"])}`);
  const paid = invoice["status"] === "paid";
  const note = world.create("credit_note", "cn", {
    id,
    amount: total,
    currency: invoice["currency"],
    customer: invoice["customer"],
    effective_at: world.now(),
    invoice: invoice["id"],
    lines: wholeList(
      lines.map(({ shown }) => shown),
      `/v1/credit_notes/${id}/lines`,
    ),
    memo: orNull(params["memo"]),
    metadata: mergeMetadata({}, params["metadata"]),
    number: `${str(invoice["number"])}-CN-${String(count).padStart(2, "0")}`,
    out_of_band_amount: orNull(params["out_of_band_amount"]),
    pdf: `${world.baseUrl}/i/${id}/pdf`,
    post_payment_amount: paid ? total : 0,
    pre_payment_amount: paid ? 0 : total,
    reason: orNull(params["reason"]),
    refunds: made,
    status: "issued",
    subtotal: lines.reduce((sum, { amounts }) => sum + amounts.subtotal, 0),
    subtotal_excluding_tax: total - tax,
    total,
    total_excluding_tax: total - tax,
    total_taxes: sumTaxes(lines.map(({ amounts }) => amounts)).map(invoiceTax),
    type: paid ? "post_payment" : "pre_payment",
  });
  const field = paid ? "post_payment_credit_notes_amount" : "pre_payment_credit_notes_amount";
  invoice[field] = num(invoice[field]) + total;
  if (!paid)
    Object.assign(invoice, {
      amount_due: num(invoice["amount_due"]) - total,
      amount_remaining: num(invoice["amount_remaining"]) - total,
    });
  world.emit("credit_note.created", note);
  return note;
}

function noteLines(world: World, invoice: JsonObject, params: JsonObject): NoteLine[] {
  const asked = objs(params["lines"]);
  if (asked.length > 0) return asked.map((line, index) => noteLine(world, invoice, line, index));
  const gross = num(params["amount"]);
  const [first] = objs(invoice["lines"]);
  if (gross <= 0 || !first)
    throw invalid("amount", "You must pass `amount` or `lines`.", "parameter_missing");
  return [shownLine(world, invoice, first, splitOf(world, invoice, first, gross))];
}

/** `amount` is the total of the credit note, tax included (CreditNotes.d.ts): it is split in the proportion of the invoice's line, whatever cent that leaves to the tax. */
function splitOf(world: World, invoice: JsonObject, line: JsonObject, gross: number): LineAmounts {
  const whole = amountsOf(world, invoice, line, num(line["amount"]));
  const net = whole.total === 0 ? gross : Math.round((gross * (whole.total - whole.tax)) / whole.total);
  const taxes = whole.taxes.map((one, at) => ({
    ...one,
    amount: at === 0 ? gross - net : 0,
    taxable: one.taxable === 0 ? 0 : net,
  }));
  const isInclusive = taxes.some(({ rate }) => rate["inclusive"] === true);
  return { subtotal: isInclusive ? gross : net, tax: gross - net, total: gross, taxes };
}

function noteLine(world: World, invoice: JsonObject, asked: JsonObject, index: number): NoteLine {
  const custom = asked["type"] === "custom_line_item";
  const source = custom
    ? objs(invoice["lines"])[0]
    : objs(invoice["lines"]).find((one) => one["id"] === asked["invoice_line_item"]);
  if (!source)
    throw invalid(
      `lines[${String(index)}][invoice_line_item]`,
      "No such invoice line item.",
      "resource_missing",
    );
  const quantity = num(asked["quantity"]) || 1;
  const unit = custom ? num(asked["unit_amount"]) : num(source["amount"]) / (num(source["quantity"]) || 1);
  const amount = asked["amount"] === undefined ? Math.round(unit * quantity) : num(asked["amount"]);
  return shownLine(world, invoice, source, amountsOf(world, invoice, source, amount), asked);
}

function shownLine(
  world: World,
  invoice: JsonObject,
  source: JsonObject,
  amounts: LineAmounts,
  asked: JsonObject = { type: "custom_line_item" },
): NoteLine {
  const custom = asked["type"] === "custom_line_item";
  const shown = world.shape("credit_note_line_item", {
    id: freshId("cnli"),
    amount: amounts.subtotal,
    description: orNull(asked["description"]) ?? orNull(source["description"]),
    invoice_line_item: custom ? undefined : source["id"],
    quantity: orNull(asked["quantity"]),
    tax_rates: amounts.taxes.map(({ rate }) => rate),
    taxes: amounts.taxes.map(invoiceTax),
    type: asked["type"],
    unit_amount: orNull(asked["unit_amount"]),
  });
  return { shown, amounts };
}

function checkTotal(world: World, invoice: JsonObject, params: JsonObject, total: number): void {
  const earlier = world.store.all("credit_note").filter((one) => one["invoice"] === invoice["id"]);
  const credited = earlier.reduce((sum, one) => sum + num(one["total"]), 0);
  if (credited + total > num(invoice["total"])) {
    throw invalid("amount", "The credit notes of an invoice can't exceed its total.", "amount_too_large");
  }
  if (invoice["status"] !== "paid") return;
  const linked = objs(params["refunds"]).reduce((sum, one) => sum + num(one["amount_refunded"]), 0);
  const given =
    num(params["refund_amount"]) + num(params["credit_amount"]) + num(params["out_of_band_amount"]) + linked;
  if (given !== total) {
    throw refused(
      "credit_note_amounts_mismatch",
      `The sum of credit amount, refund amount and out of band amount (${String(given)}) must equal the credit note amount (${String(total)}).`,
    );
  }
}

function refundsFor(world: World, invoice: JsonObject, params: JsonObject): JsonObject[] {
  const shown = (refund: JsonObject, amount: number) => ({
    amount_refunded: amount,
    payment_record_refund: null,
    refund: refund["id"],
    type: "refund",
  });
  const linked = objs(params["refunds"]).map((one) => {
    return shown(
      world.store.find("refund", one["refund"], "refunds[0][refund]"),
      num(one["amount_refunded"]),
    );
  });
  const amount = num(params["refund_amount"]);
  if (amount === 0) return linked;
  const payment = paymentsOf(world, invoice).find((one) => one["status"] === "paid");
  const intent = world.follow(obj(payment?.["payment"])["payment_intent"]);
  const charge = world.store.peek("charge", intent?.["latest_charge"]);
  if (!charge) throw invalid("refund_amount", "This invoice has no payment that can be refunded.");
  return [...linked, shown(refundCharge(world, charge, { amount }), amount)];
}
