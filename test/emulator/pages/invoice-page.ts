import type { JsonObject } from "#test/emulator/json.ts";
import { num, objs, obj, str } from "#test/emulator/json.ts";
import { escape, page } from "#test/emulator/pages/layout.ts";
import { day, methodName, money, wordsOf, type Language, type Words } from "#test/emulator/pages/words.ts";
import type { World } from "#test/emulator/world.ts";

/** A label and what stands behind it. */
type Row = { label: string; value: string };

/** What an invoice or credit note says, for page and PDF alike. */
export type Paper = { title: string; facts: Row[]; lines: Row[]; sums: Row[]; notes: string[] };

/** Reads an invoice or credit note as something to show. */
export function readPaper(world: World, document: JsonObject, language: Language): Paper {
  const words = wordsOf(language);
  const note = document["object"] === "credit_note";
  const shown = (minor: number) => money(minor, str(document["currency"]), language);
  const customer = world.store.peek("customer", document["customer"]);
  const taxes = objs(document["total_taxes"]).map((tax) => {
    const rate = world.follow(obj(tax["tax_rate_details"])["tax_rate"]);
    const percentage = num(rate?.["percentage"]).toLocaleString(language);
    const reverse = tax["taxability_reason"] === "reverse_charge";
    return {
      label: reverse ? words.reverse : `${words.vat} ${percentage} %`,
      value: shown(num(tax["amount"])),
    };
  });
  const custom = objs(document["custom_fields"]).map(({ name, value }) => ({
    label: str(name),
    value: str(value),
  }));
  return {
    title: `${note ? words.creditNote : words.invoice} ${str(document["number"])}`,
    facts: [
      { label: words.date, value: day(num(document["effective_at"] ?? document["created"]), language) },
      { label: words.customer, value: str(document["customer_name"]) || str(customer?.["name"]) },
      ...(num(document["due_date"]) > 0
        ? [{ label: words.due, value: day(num(document["due_date"]), language) }]
        : []),
      ...(note
        ? []
        : [
            {
              label: document["status"] === "paid" ? words.paid : words.open,
              value: shown(num(document[document["status"] === "paid" ? "amount_paid" : "amount_remaining"])),
            },
          ]),
      ...custom,
    ],
    lines: objs(document["lines"]).map((line) => {
      const quantity = num(line["quantity"]);
      return {
        label: `${quantity > 1 ? `${String(quantity)} × ` : ""}${str(line["description"])}`,
        value: shown(num(line["amount"])),
      };
    }),
    sums: [
      { label: words.subtotal, value: shown(num(document["subtotal"])) },
      ...taxes,
      { label: words.total, value: shown(num(document["total"])) },
    ],
    notes: [str(document["footer"]), str(document["memo"])].filter((text) => text !== ""),
  };
}

/** An open invoice can be paid on its page. */
function payForm(invoice: JsonObject, words: Words): string {
  if (invoice["object"] !== "invoice" || invoice["status"] !== "open") return "";
  const types = str(invoice["currency"]) === "eur" ? ["ideal", "card", "sepa_debit"] : ["card"];
  const choices = types.map((type, index) => {
    const checked = index === 0 ? " checked" : "";
    return `<label class="choice"><input type="radio" name="method" value="${type}"${checked}>${escape(methodName(words, type))}</label>`;
  });
  return `<form method="post" action="/i/${escape(str(invoice["id"]))}"><fieldset><legend>${escape(words.method)}</legend>${choices.join("\n")}</fieldset>
<button class="primary" data-testid="pay">${escape(words.pay)}</button></form>`;
}

/** The hosted page of an invoice. */
export function invoicePage(world: World, invoice: JsonObject, language: Language): string {
  const words = wordsOf(language);
  const paper = readPaper(world, invoice, language);
  const rows = (some: Row[], last = false) =>
    some
      .map(({ label, value }, index) => {
        const kind = last && index === some.length - 1 ? ' class="total"' : "";
        return `<tr${kind}><th scope="row">${escape(label)}</th><td>${escape(value)}</td></tr>`;
      })
      .join("\n");
  const pdf = str(invoice["invoice_pdf"] ?? invoice["pdf"]);
  const content = `<section class="card"><table><tbody>${rows(paper.facts)}</tbody></table></section>
<section class="card"><table><tbody>${rows(paper.lines)}
${rows(paper.sums, true)}</tbody></table></section>
${paper.notes.map((note) => `<p class="note">${escape(note)}</p>`).join("\n")}
${payForm(invoice, words)}
<a class="button" data-testid="pdf" href="${escape(pdf)}">${escape(words.download)}</a>`;
  return page(language, paper.title, content);
}
