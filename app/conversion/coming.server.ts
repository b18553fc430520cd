import { listContracts } from "#app/contracts/store/contract-store.server.ts";
import type { SeatTerms } from "#app/desk/rules/seat-price.ts";
import { may } from "#app/identity/permission.ts";
import type { ClientScope, Scope } from "#app/identity/scope.ts";
import type { Day } from "#app/platform/day.ts";
import { readInScope, type Tx } from "#app/platform/db.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { conversionAccess } from "./access.ts";
import { contractOf } from "./contract-of.server.ts";
import { contractsBeside, endedByConversion, type Beside } from "./rules/beside.ts";
import { isOver } from "./rules/state.ts";
import { listTaken, type Proposal } from "./store/proposal-store.server.ts";

/** A proposal that a client took and that is not in force yet; `signedOn` is null until all have signed. */
export type Coming = { id: string; name: string; startsOn: Day; signedOn: Day | null; beside: Beside[] };

/** What of a client's contracts comes by proposals that were taken, the earliest first; nothing for those who may not see proposals. */
export function listComing(scope: ClientScope, zone: string): Promise<Coming[]> {
  if (!may(scope, conversionAccess.see)) return Promise.resolve([]);
  return readInScope(scope, async (tx) => {
    const taken = await listTaken(tx, scope.clientId, ["accepted", "signed", "closing"]);
    const contracts = taken.length > 0 ? await listContracts(tx, scope.clientId) : [];
    return taken.map(({ id, name, signedAt, version: { startsOn } }) => ({
      ...{ id, name, startsOn },
      signedOn: signedAt && dayIn(zone, signedAt),
      beside: contractsBeside(contracts, { startsOn, exceptId: id }),
    }));
  });
}

/** What becomes of a client's contracts when a proposal starts; nothing once that is done, or the proposal is over. */
export async function listBeside(
  tx: Tx,
  { clientId, id, state }: Pick<Proposal, "clientId" | "id" | "state">,
  startsOn: Day,
): Promise<Beside[]> {
  return isOver(state) ? [] : contractsBeside(await listContracts(tx, clientId), { startsOn, exceptId: id });
}

/** The lines of a client's signed proposals that are not in force yet, each from its first day on, with what it ends then. */
export function listComingSeats(scope: Scope, clientId: string): Promise<SeatTerms[]> {
  return readInScope(scope, async (tx) =>
    (await listTaken(tx, clientId, ["signed", "closing"])).map(({ version, ...proposal }) => {
      const { lines } = contractOf(proposal, version, {}).contractVersion;
      return { startsOn: version.startsOn, lines, ends: endedByConversion };
    }),
  );
}
