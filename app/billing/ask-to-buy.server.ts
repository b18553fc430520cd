import { appendAudit } from "#app/identity/audit.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { env } from "#app/platform/env.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { listBlocksFor } from "./catalogue-store.server.ts";
import { findBuyer, findSeller, listBuyers } from "#app/clients/parties-store.server.ts";

export type AskToBuy = { formKey: string; blockId: string; message: string };

/** Writes to the client's people who may buy that a colleague asks for hours; once a form, however often it is sent. */
export function askToBuy(
  scope: ClientScope,
  wanted: AskToBuy,
): Promise<Result<{ asked: string[] }, "block-gone" | "nobody-buys">> {
  return inScope(scope, async (tx) => {
    const buyer = await findBuyer(tx, scope.clientId);
    const block = (await listBlocksFor(tx, buyer)).find(({ id }) => id === wanted.blockId);
    if (!block) return refuse("block-gone");
    const people = await listBuyers(tx, scope.clientId);
    if (people.length === 0) return refuse("nobody-buys");
    const { name: mspName } = await findSeller(tx);
    for (const person of people) {
      await queueLetter(tx, {
        key: `ask-to-buy:${scope.userId}:${wanted.formKey}:${person.userId}`,
        clientId: scope.clientId,
        to: person.email,
        locale: person.locale,
        template: "ask-to-buy",
        props: {
          name: person.name,
          asker: scope.name,
          mspName,
          minutes: block.minutes,
          netMinor: (block.minutes / 60) * block.pricePerHourMinor,
          currency: buyer.currency,
          message: wanted.message,
          url: `${env().origin}/buy?block=${block.id}`,
        },
      });
    }
    await appendAudit(tx, scope, {
      action: "order.asked-for",
      target: `hour-block:${block.id}`,
      detail: { minutes: block.minutes },
    });
    return ok({ asked: people.map((person) => person.name) });
  });
}
