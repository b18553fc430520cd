import type { SavedMethod } from "#app/billing/topup/method-store.server.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";

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

const payments = sql`
  select p.contract_id::text as "contractId", k.name as "contractName", p.way,
    case when v.id is null then null else jsonb_build_object('type', v.type, 'last4', v.last4) end as method
  from contract_payment p join contract_facts k on k.client_id = p.client_id and k.id = p.contract_id
  left join saved_method v on v.client_id = p.client_id and v.id = p.method_id and v.removed_at is null`;

/** How a client's contracts are paid, by name. */
export function listContractPayments(tx: Tx, clientId: string): Promise<ContractPayment[]> {
  return tx.$queryRaw<
    ContractPayment[]
  >`${payments} where p.client_id = ${clientId}::uuid order by k.name, k.id`;
}
