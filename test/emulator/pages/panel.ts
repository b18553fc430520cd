import type { JsonObject } from "#test/emulator/json.ts";
import { num, str } from "#test/emulator/json.ts";
import { escape, page } from "#test/emulator/pages/layout.ts";
import { money } from "#test/emulator/pages/words.ts";
import type { World } from "#test/emulator/world.ts";

/** The panel on which a person decides what becomes of direct debits that are under way. */
export function panel(world: World, nonce: string): string {
  const waiting = world.store.all("payment_intent").filter((intent) => intent["status"] === "processing");
  const content =
    waiting.length === 0
      ? '<p class="card">No payment is waiting for its money.</p>'
      : waiting.map((intent) => waitingCard(world, intent, nonce)).join("\n");
  return page("en", "Payments under way", content);
}

function waitingCard(world: World, intent: JsonObject, nonce: string): string {
  const id = str(intent["id"]);
  const customer = str(world.store.peek("customer", intent["customer"])?.["name"]);
  const amount = money(num(intent["amount"]), str(intent["currency"]), "en");
  return `<form class="card" method="post" action="/_emu/panel"><h2>${escape(`${amount} ${customer}`)}</h2>
<p class="note">${escape(id)}</p>
<input type="hidden" name="nonce" value="${escape(nonce)}"><input type="hidden" name="payment_intent" value="${escape(id)}">
<button class="primary" name="result" value="settle" data-testid="settle">The money arrives</button>
<button name="result" value="fail" data-testid="fail">The direct debit fails</button></form>`;
}
