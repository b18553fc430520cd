import { lockClient, type Client } from "#app/clients/client-store.server.ts";
import { findSeller, listBuyers } from "#app/clients/parties-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { localeOf } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { priceSentence } from "./components/line-words.ts";
import type { Contract, ContractLine, ContractVersion } from "./rules/contract.ts";
import { comingPrices, priceChanges, type PriceChange } from "./rules/price-change.ts";
import { listAllContracts, listContracts } from "./store/contract-store.server.ts";
import { appendTold, listTold } from "./store/price-notice-store.server.ts";

/** Tells a client's contract people of the prices of each version that has not begun; once a version and person, so that it can be done again. */
export function announcePrices({ clientId }: { clientId: string }): Promise<void> {
  return asSystem(async (tx) => {
    const client = await lockClient(tx, clientId);
    if (client) await announceOf(tx, client, await listContracts(tx, clientId));
  });
}

/** The same for all clients: of versions that were signed since, and of people who came since. */
export async function announceAllPrices(): Promise<void> {
  const today = now().toISOString().slice(0, 10);
  const all = await asSystem(listAllContracts);
  const waiting = all.filter(({ contract }) =>
    contract.versions.some(({ effectiveOn }) => effectiveOn >= today),
  );
  for (const clientId of new Set(waiting.map((one) => one.clientId))) await announcePrices({ clientId });
}

async function announceOf(tx: Tx, client: Client, contracts: readonly Contract[]): Promise<void> {
  const today = dayIn(client.zone, now());
  const coming = contracts.flatMap((contract) =>
    comingPrices(contract, today).map((prices) => ({ ...prices, contract })),
  );
  if (coming.length === 0) return;
  const buyers = await listBuyers(tx, client.id);
  for (const { contract, version, changes } of coming)
    for (const buyer of buyers) {
      const told = { clientId: client.id, versionId: version.id, userId: buyer.userId };
      if (await appendTold(tx, told))
        await write(tx, client, { contract, version, changes, buyer, how: "announced" });
    }
}

/** Tells those who were told of a version's prices that it is withdrawn; nobody where nobody was. `contract` still has the version. */
export async function tellWithdrawnPrices(
  tx: Tx,
  client: Client,
  contract: Contract,
  version: ContractVersion,
): Promise<void> {
  const told = (await listTold(tx, client.id)).filter(({ versionId }) => versionId === version.id);
  if (told.length === 0) return;
  const at = contract.versions.findIndex(({ id }) => id === version.id);
  const changes = priceChanges(contract.versions[at - 1]?.lines ?? [], version.lines);
  for (const buyer of await listBuyers(tx, client.id))
    if (told.some(({ userId }) => userId === buyer.userId))
      await write(tx, client, { contract, version, changes, buyer, how: "withdrawn" });
}

type Said = {
  contract: Contract;
  version: ContractVersion;
  changes: readonly PriceChange[];
  buyer: Awaited<ReturnType<typeof listBuyers>>[number];
  how: "announced" | "withdrawn";
};

async function write(
  tx: Tx,
  { id: clientId }: Client,
  { contract, version, changes, buyer, how }: Said,
): Promise<void> {
  const { name: mspName } = await findSeller(tx);
  const { userId, name, email, locale } = buyer;
  const lines = withLocale(localeOf(locale), () =>
    changes.map(({ label, before, after }) => ({
      label,
      before: priceOf(before, contract.currency),
      after: priceOf(after, contract.currency),
    })),
  );
  await queueLetter(tx, {
    key: `contract-prices:${version.id}:${how}:${userId}`,
    clientId,
    to: email,
    locale,
    thread: `contract.${contract.id}`,
    template: "contract-prices",
    props: {
      ...{ name, mspName, contract: contract.name, how, from: version.effectiveOn },
      ...{ reason: version.reason ?? "", lines, url: `${env().origin}/contract` },
    },
  });
}

function priceOf(line: ContractLine | null, currency: string): string {
  return line ? priceSentence(line, currency) : m.contracts_price_none();
}
