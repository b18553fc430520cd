import { addDays, type Day } from "#app/platform/day.ts";

import { assignLicence, releaseLicence } from "#app/people/rules/licence-acts.ts";
import type { Assignment, Roster } from "#app/people/rules/roster.ts";
import { inTurn } from "#app/people/rules/standard-changes.ts";
import { mailIn } from "./plan-people.ts";
import {
  personIn,
  productsIn,
  type ImportContext,
  type ImportProduct,
  type PlanLine,
  type Reader,
} from "./plan.ts";

const terms = [1, 12, 36];

/** A line that is how many of a licence a client has, from a day on. A product that nobody knows yet is added where its name, price and cost are given. */
export const planPool: PlanLine = (roster, context, line) => {
  const [quantity, startsOn, termEnds] = [line.quantity("quantity"), line.day("from"), line.day("termEnds")];
  const [found, ...others] = productsIn(context, line);
  if (others.length > 0) return line.fail("sku", "product-ambiguous", line.needed("sku"));
  const product = found ?? newProduct(context, line);
  if (found) checkPrice(found, line);
  if (quantity === null && line.errors.length === 0) line.fail("quantity", "cell-missing");
  if (!startsOn && line.errors.length === 0) line.fail("from", "cell-missing");
  if (product && product.currency !== context.currency) line.fail("sku", "other-currency", product.name);
  if (termEnds && startsOn && termEnds < startsOn) line.fail("termEnds", "term-before-start", termEnds);
  if (!product || !startsOn || typeof quantity !== "number" || line.errors.length > 0) return null;
  const same = roster.pools.findLast((one) => one.productId === product.id && one.startsOn === startsOn);
  const termEndsOn = termEnds === undefined ? (same?.termEndsOn ?? null) : termEnds;
  const step = { key: `${product.id} ${startsOn}`, label: product.name, onDay: startsOn, changes: [] };
  if (same?.quantity === quantity && same.termEndsOn === termEndsOn) return { ...step, isNew: false };
  const pool = { productId: product.id, quantity, startsOn, termEndsOn };
  return { ...step, isNew: !same, pool, ...(found ? {} : { product }) };
};

/** The price in a file is that of the catalogue: a file for one client changes it for nobody. */
function checkPrice(product: ImportProduct, line: Reader): void {
  const [price, cost] = [line.amount("price"), line.amount("cost")];
  if (typeof price === "number" && price !== product.priceMinor)
    line.fail("price", "price-differs", product.name);
  if (typeof cost === "number" && cost !== product.costMinor)
    line.fail("cost", "price-differs", product.name);
}

function newProduct(context: ImportContext, line: Reader): ImportProduct | null {
  const [sku, vendor, name] = [line.needed("sku"), line.text("vendor"), line.text("product")];
  const [price, cost, term] = [line.amount("price"), line.amount("cost"), line.quantity("term")];
  if (line.errors.length > 0) return null;
  if (!vendor || !name || !price || typeof cost !== "number" || !term)
    return line.fail("sku", "product-unknown", sku);
  if (!terms.includes(term)) return line.fail("term", "term-wrong", String(term));
  const { newId, currency } = context;
  return { id: newId(), vendor, sku, name, priceMinor: price, costMinor: cost, currency, termMonths: term };
}

/** A line that is a licence that a person or a shared mailbox has from a day on, and perhaps until one. */
export const planAssignment: PlanLine = (roster, context, line) => {
  const [startsOn, until] = [line.day("from"), line.day("until")];
  const [product, ...others] = productsIn(context, line);
  const sku = line.needed("sku");
  if (!product && sku !== "") line.fail("sku", "product-unknown", sku);
  if (others.length > 0) line.fail("sku", "product-ambiguous", sku);
  const [person, mailbox] = [personIn(roster, line, "person", startsOn), mailIn(line, context, "mailbox")];
  if (!startsOn && line.errors.length === 0) line.fail("from", "cell-missing");
  if (!product || !startsOn || line.errors.length > 0) return null;
  if (!person === !mailbox) return line.fail("person", "one-holder");
  const holder = { employeeId: person?.id ?? null, mailbox: mailbox ?? null };
  const label = `${product.name}, ${person?.name ?? mailbox ?? ""}`;
  const step = { key: `${product.id} ${JSON.stringify(holder)} ${startsOn}`, label };
  const known = assignmentOn(roster, product.id, holder, startsOn);
  if (known && (until === undefined || until === known.endsOn))
    return { ...step, onDay: startsOn, isNew: false, changes: [] };
  if (known && known.endsOn !== null && (until === null || (until !== undefined && until > known.endsOn)))
    return line.fail("until", "ended-before", known.endsOn);
  if (until && until < startsOn) return line.fail("until", "ends-before-start", until);
  const id = known?.id ?? context.newId();
  const done = inTurn(roster, [
    ...(known
      ? []
      : [(now: Roster) => assignLicence(now, { id, productId: product.id, ...holder, startsOn })]),
    ...(until ? [(now: Roster) => releaseLicence(now, id, addDays(until, 1))] : []),
  ]);
  if (!done.ok) return line.fail(null, done.refusal, label);
  return { ...step, onDay: known && until ? until : startsOn, isNew: !known, changes: done.value };
};

function assignmentOn(
  roster: Roster,
  productId: string,
  holder: Pick<Assignment, "employeeId" | "mailbox">,
  startsOn: Day,
): Assignment | undefined {
  return roster.assignment.find(
    (one) =>
      one.productId === productId &&
      one.employeeId === holder.employeeId &&
      one.mailbox === holder.mailbox &&
      one.startsOn === startsOn,
  );
}
