// Fills the database of DATABASE_URL with clients under contract, measures what counts and shows them, and prints what came out as JSON.
import { performance } from "node:perf_hooks";

import { closeMonth } from "#app/billing/monthly/ask-invoice.server.ts";
import { getRunPage } from "#app/billing/monthly/run-page.server.ts";
import { getContractPage } from "#app/contracts/contract-page.server.ts";
import { getStaffContractPage } from "#app/contracts/staff-contract-page.server.ts";
import { countMonths } from "#app/contracts/count-client.server.ts";
import { getMarginPage } from "#app/contracts/margin-page.server.ts";
import { getRenewalsPage } from "#app/contracts/renewals-page.server.ts";
import { addToMonth, monthOf, type Month } from "#app/contracts/rules/month.ts";
import { getClientList } from "#app/office/client-list.server.ts";
import { getClientOverview } from "#app/office/client-overview.server.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { day } from "#app/platform/day.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { countAsked } from "#test/bench/asked.ts";
import { asOwner, at, connect } from "#test/bench/bench-row.ts";
import {
  beginsOn,
  clientOf,
  copyMonths,
  fillClients,
  fillShared,
  months,
} from "#test/bench/contracts-fill.ts";
import { buildMsp } from "#test/builders/msp.ts";
import { person, staff } from "#test/db/desk/world.ts";

const sizes = [100, 1000];
const closings = 20;
const zone = "Europe/Amsterdam";

const asked = countAsked();
await buildMsp();
const noor = await staff("Noor Smit", "owner");
const owner = await connect(process.env["DATABASE_URL"] ?? "", asOwner);

const lastMonth: Month = addToMonth(monthOf(day(beginsOn)), months - 1);
/** The morning of the third of the month after. */
const after = <T>(month: Month, run: () => Promise<T>): Promise<T> =>
  asOf(new Date(`${addToMonth(month, 1)}-03T09:00:00Z`), run);

/** Fills the first client, and closes its months but the last by the product's own verb. */
async function fillFirst(): Promise<void> {
  await fillShared(owner);
  await fillClients(owner, 1, 1);
  const clientId = clientOf(1);
  for (let month = monthOf(day(beginsOn)); month < lastMonth; month = addToMonth(month, 1)) {
    const closed = await after(month, () => closeMonth(noor, { clientId, month, seenMinor: null }));
    if (!closed.ok) throw new Error(`${month} was not closed: ${closed.refusal}`);
  }
}

type Measured = { name: string; clients: number; ms: number; queries: number; rows: number };

async function measure(
  name: string,
  { clients, rounds }: { clients: number; rounds: number },
  run: (round: number) => Promise<unknown>,
): Promise<Measured> {
  const times: number[] = [];
  let [queries, rows] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    const [began, before] = [performance.now(), { ...asked }];
    await after(lastMonth, () => run(round));
    times.push(performance.now() - began);
    [queries, rows] = [asked.queries - before.queries, asked.rows - before.rows];
  }
  return { name, clients, ms: at(times, 0.5), queries, rows };
}

/** Everything that reads, with this number of clients; what is of one client is read of others in turn. */
async function measureReads(clients: number): Promise<Measured[]> {
  const all = { clients, rounds: 5 };
  const one = { clients, rounds: 30 };
  const ids = Array.from({ length: clients }, (_, n) => clientOf(n + 1));
  const someone = (round: number): string => clientOf(1 + ((round * 37) % clients));
  const managers = await Promise.all([1, 2, 3].map((n) => person(clientOf(n), `Manager ${n}`, "manager")));
  return [
    await measure("count of a month of all clients", all, () =>
      readInScope(noor, async (tx) => ids.map(await countMonths(tx, ids, lastMonth))),
    ),
    await measure("run of a month", all, () => getRunPage(noor, lastMonth)),
    await measure("margin of all clients", all, () => getMarginPage(noor, lastMonth)),
    await measure("renewals of all clients", all, () => getRenewalsPage(noor)),
    await measure("staff's list of clients", all, () =>
      getClientList(noor, { filter: "all", search: "", page: 1 }),
    ),
    await measure("staff's overview of a client", one, (round) => getClientOverview(noor, someone(round))),
    await measure("staff's contract page", one, (round) => getStaffContractPage(noor, someone(round), zone)),
    await measure("client's contract page", one, (round) => getContractPage(inTurn(managers, round), zone)),
  ];
}

function inTurn<T>(list: readonly T[], round: number): T {
  const found = list[round % list.length];
  if (found === undefined) throw new Error("an empty list");
  return found;
}

/** Closes the month of the last clients, one after the other as finance does. */
function measureClosing(clients: number): Promise<Measured> {
  return measure("closing of a client's month", { clients, rounds: closings }, async (round) => {
    const closed = await closeMonth(noor, {
      clientId: clientOf(clients - round),
      month: lastMonth,
      seenMinor: null,
    });
    if (!closed.ok) throw new Error(`a month was not closed: ${closed.refusal}`);
  });
}

const found: Measured[] = [];
await fillFirst();
let filled = 1;
for (const clients of sizes) {
  await fillClients(owner, filled + 1, clients);
  await copyMonths(owner, filled + 1, clients);
  filled = clients;
  found.push(...(await measureReads(clients)), await measureClosing(clients));
}
await owner.end();
process.stdout.write(JSON.stringify(found));
process.exit(0);
