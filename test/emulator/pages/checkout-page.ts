import type { JsonObject } from "#test/emulator/json.ts";
import { num, obj, objs, str, strs } from "#test/emulator/json.ts";
import { escape, page } from "#test/emulator/pages/layout.ts";
import { methodName, money, wordsOf, type Language, type Words } from "#test/emulator/pages/words.ts";
import { linesOf, shownTaxes } from "#test/emulator/resources/checkout-lines.ts";
import { isDelayed } from "#test/emulator/resources/method-types.ts";
import { taxIdsOf } from "#test/emulator/resources/tax-ids.ts";
import type { World } from "#test/emulator/world.ts";

/** The page on which a person pays an open session; after a decline it says so and keeps the method. */
export function checkoutPage(
  world: World,
  session: JsonObject,
  language: Language,
  declined?: string,
): string {
  const words = wordsOf(language);
  const setup = session["mode"] === "setup";
  const types = strs(session["payment_method_types"]);
  const cancel = str(session["cancel_url"]);
  const content = [
    declined !== undefined ? `<p role="alert">${escape(words.declined)}</p>` : "",
    setup ? "" : summary(world, session, language),
    `<form method="post" action="/c/pay/${escape(str(session["id"]))}">`,
    methods(words, types, setup, declined),
    billing(world, session, words),
    payButton(session, words, language),
    `<fieldset><legend>${escape(words.other)}</legend>`,
    setup ? "" : button("pay-3ds", words.pay3ds),
    !setup && types.some(isDelayed) ? button("pay-delayed", words.payDelayed) : "",
    button("decline", words.decline),
    button("expire", words.expire),
    "</fieldset></form>",
    cancel === ""
      ? ""
      : `<a class="button" data-testid="cancel" href="${escape(cancel)}">${escape(words.cancel)}</a>`,
  ];
  return page(language, setup ? words.setup : words.checkout, content.join("\n"));
}

/** The page that says why a session can't be paid any more, with a way back. */
export function closedPage(session: JsonObject, language: Language): string {
  const words = wordsOf(language);
  const complete = session["status"] === "complete";
  const target = complete ? successUrl(session) : str(session["cancel_url"]) || successUrl(session);
  const content = `<div class="card"><p>${escape(complete ? words.completeText : words.expiredText)}</p>
<a class="button primary" data-testid="back" href="${escape(target)}">${escape(words.back)}</a></div>`;
  return page(language, complete ? words.complete : words.expired, content);
}

/** Where a session sends its payer, with the session's id filled in. */
export function successUrl(session: JsonObject): string {
  return str(session["success_url"]).replaceAll("{CHECKOUT_SESSION_ID}", str(session["id"]));
}

function summary(world: World, session: JsonObject, language: Language): string {
  const words = wordsOf(language);
  const shown = (minor: number) => escape(money(minor, str(session["currency"]), language));
  const row = (label: string, minor: number, kind = "") =>
    `<tr${kind}><th scope="row">${escape(label)}</th><td>${shown(minor)}</td></tr>`;
  const lines = linesOf(world, session).map((line) => {
    const quantity = num(line["quantity"]);
    return row(
      `${quantity > 1 ? `${String(quantity)} × ` : ""}${str(line["description"])}`,
      num(line["amount_subtotal"]),
    );
  });
  const taxes = shownTaxes(world, session).map((tax) =>
    row(
      tax.reverse ? words.reverse : `${words.vat} ${tax.percentage.toLocaleString(language)} %`,
      tax.amount,
    ),
  );
  return `<section class="card"><h2>${escape(words.order)}</h2><table><tbody>
${lines.join("\n")}
${row(words.subtotal, num(session["amount_subtotal"]))}
${taxes.join("\n")}
${row(words.total, num(session["amount_total"]), ' class="total"')}
</tbody></table></section>`;
}

function methods(words: Words, types: string[], setup: boolean, chosen = types[0]): string {
  const choices = types.map((type) => {
    const checked = type === chosen ? " checked" : "";
    return `<label class="choice"><input type="radio" name="method" value="${type}"${checked}>${escape(methodName(words, type))}</label>`;
  });
  const cards = `<label class="field card-only">${escape(words.testCard)}<select name="card">
<option value="ok">${escape(words.cardOk)}</option>
<option value="authentication">${escape(words.cardAuthentication)}</option>
<option value="decline">${escape(words.cardDecline)}</option></select></label>`;
  return `<fieldset><legend>${escape(words.method)}</legend>
${choices.join("\n")}
${setup ? cards : `<p class="note delayed-note">${escape(words.delayedNote)}</p>`}
</fieldset>`;
}

function billing(world: World, session: JsonObject, words: Words): string {
  const asksVat = obj(session["tax_id_collection"])["enabled"] === true;
  if (session["billing_address_collection"] !== "required" && !asksVat) return "";
  const customer = world.store.peek("customer", session["customer"]);
  const address = obj(customer?.["address"]);
  const vatId = customer ? str(objs(taxIdsOf(world, customer))[0]?.["value"]) : "";
  const field = (name: string, label: string, value: string, complete: string) =>
    `<label class="field">${escape(label)}<input name="${name}" autocomplete="${complete}" value="${escape(value)}"></label>`;
  return `<details class="card"${str(address["country"]) === "" ? " open" : ""}><summary>${escape(words.billing)}</summary>
${customer ? "" : field("email", words.email, "", "email")}
${field("name", words.name, str(customer?.["name"]), "organization")}
${field("line1", words.line1, str(address["line1"]), "address-line1")}
${field("postal_code", words.postalCode, str(address["postal_code"]), "postal-code")}
${field("city", words.city, str(address["city"]), "address-level2")}
${field("country", words.country, str(address["country"]), "country")}
${asksVat ? field("vat_id", words.vatId, vatId, "off") : ""}
</details>`;
}

function payButton(session: JsonObject, words: Words, language: Language): string {
  const setup = session["mode"] === "setup";
  const amount = money(num(session["amount_total"]), str(session["currency"]), language);
  const label = setup ? words.save : `${words.pay} ${amount}`;
  return `<button class="primary" name="outcome" value="pay" data-testid="pay">${escape(label)}</button>`;
}

function button(outcome: string, label: string): string {
  return `<button name="outcome" value="${outcome}" data-testid="${outcome}">${escape(label)}</button>`;
}
