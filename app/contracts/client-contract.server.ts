import { maySeeContract, type Contract } from "#app/contracts/rules/contract.ts";
import type { Scope } from "#app/identity/scope.ts";
import { day, type Day } from "#app/platform/day.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";

type Row = Omit<Contract, "startsOn" | "endsOn"> & { startsOn: string; endsOn: string | null };

/** The client's contract on a day (SQL's contract_on says which), or the next one to start; null when there is none. */
export async function findContract(tx: Tx, clientId: string, today: Day): Promise<Contract | null> {
  const [row] = await tx.$queryRaw<Row[]>`
    select id::text, name, seats, seat_price_minor as "seatPriceMinor", currency::text, starts_on::text as "startsOn", ends_on::text as "endsOn"
    from contract_on(${clientId}::uuid, ${today}::date)`;
  return row
    ? { ...row, startsOn: day(row.startsOn), endsOn: row.endsOn === null ? null : day(row.endsOn) }
    : null;
}

/** The contract as this person may see it: null for who may not, and when there is none. */
export async function getClientContract(
  scope: Scope,
  clientId: string,
  today: Day,
): Promise<Contract | null> {
  return maySeeContract(scope) ? inScope(scope, (tx) => findContract(tx, clientId, today)) : null;
}
