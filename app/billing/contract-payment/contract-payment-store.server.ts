import type { AgreedWay } from "#app/billing/rules/collection.ts";
import type { SavedMethod } from "#app/billing/topup/method-store.server.ts";
import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** How a contract's months are paid. `method` is the saved payment method that its mandate names; null while none is saved, or when it was removed. */
export type ContractPayment = {
  contractId: string;
  contractName: string;
  way: "transfer" | "mandate";
  method: { type: string; last4: string } | null;
};

/** The client's saved payment method whose mandate covers a contract's months; null where there is none. */
export async function findContractMethod(
  tx: Tx,
  clientId: string,
): Promise<Pick<SavedMethod, "id" | "type" | "last4"> | null> {
  const [row] = await tx.$queryRaw<{ id: string; type: string; last4: string }[]>`
    select v.id::text, v.type, v.last4 from saved_method v join method_setup s on s.client_id = v.client_id and s.id = v.setup_id
    where v.client_id = ${clientId}::uuid and v.removed_at is null and s.purpose = 'contract'`;
  return row ?? null;
}

/** Keeps how a contract's months are paid, with the method that is saved for it; what was kept first stays. */
export async function keepContractPayment(
  tx: Tx,
  chosen: {
    clientId: string;
    contractId: string;
    way: ContractPayment["way"];
    chosenBy: string | null;
    at: Date;
  },
): Promise<void> {
  const { clientId, contractId, way, chosenBy, at } = chosen;
  const method = way === "mandate" ? await findContractMethod(tx, clientId) : null;
  await tx.$executeRaw`
    insert into contract_payment (client_id, contract_id, way, method_id, chosen_by, chosen_at)
    values (${clientId}::uuid, ${contractId}::uuid, ${way}, ${method?.id ?? null}::uuid, ${chosenBy}::uuid, ${at}) on conflict do nothing`;
}

/** Has all of the client's contracts that are paid by mandate use this method from now on. */
export async function payContractsBy(
  tx: Tx,
  { clientId, id }: Pick<SavedMethod, "clientId" | "id">,
): Promise<void> {
  await tx.$executeRaw`
    update contract_payment set method_id = ${id}::uuid where client_id = ${clientId}::uuid and way = 'mandate'`;
}

/** Sets how a contract's months are paid from now on, by whom; false where they are paid so already. */
export async function setContractPayment(
  tx: Tx,
  chosen: {
    clientId: string;
    contractId: string;
    way: ContractPayment["way"];
    chosenBy: string;
    at: Date;
  },
): Promise<boolean> {
  const { clientId, contractId, way, chosenBy, at } = chosen;
  const method = way === "mandate" ? await findContractMethod(tx, clientId) : null;
  const count = await tx.$executeRaw`
    insert into contract_payment as p (client_id, contract_id, way, method_id, chosen_by, chosen_at)
    values (${clientId}::uuid, ${contractId}::uuid, ${way}, ${method?.id ?? null}::uuid, ${chosenBy}::uuid, ${at})
    on conflict (client_id, contract_id) do update
      set way = excluded.way, method_id = excluded.method_id, chosen_by = excluded.chosen_by, chosen_at = excluded.chosen_at
    where p.way <> excluded.way`;
  return count === 1;
}

/** Tells whether any contract of a client is collected by its mandate. */
export async function isAnyPaidByMandate(tx: Tx, clientId: string): Promise<boolean> {
  return (await tx.contractPayment.count({ where: { clientId, way: "mandate" } })) > 0;
}

/** How each of these contracts of a client is paid, with the saved way to pay that is still in use. */
export function listAgreedWays(
  tx: Tx,
  clientId: string,
  contractIds: readonly string[],
): Promise<AgreedWay[]> {
  return tx.$queryRaw<AgreedWay[]>`
    select coalesce(p.way, 'transfer') as way, v.id::text as "methodId" from unnest(${[...contractIds]}::uuid[]) as k (id)
    left join contract_payment p on p.client_id = ${clientId}::uuid and p.contract_id = k.id
    left join saved_method v on v.client_id = p.client_id and v.id = p.method_id and v.removed_at is null`;
}

/** How a client's contracts are paid that have not ended before a day, by name; by invoice where nothing was chosen. */
export function listContractPayments(tx: Tx, clientId: string, today: Day): Promise<ContractPayment[]> {
  return tx.$queryRaw<ContractPayment[]>`
    select k.id::text as "contractId", k.name as "contractName", coalesce(p.way, 'transfer') as way,
      case when v.id is null then null else jsonb_build_object('type', v.type, 'last4', v.last4) end as method
    from contract_facts k left join contract_payment p on p.client_id = k.client_id and p.contract_id = k.id
    left join saved_method v on v.client_id = p.client_id and v.id = p.method_id and v.removed_at is null
    where k.client_id = ${clientId}::uuid and (k.ends_on is null or k.ends_on >= ${today}::date) order by k.name, k.id`;
}
