import { z } from "zod";

import { clientsAccess } from "#app/clients/access.ts";
import { lockClient } from "#app/clients/client-store.server.ts";
import { findBuyer, findSeller, listBuyers } from "#app/clients/parties-store.server.ts";
import { contractsAccess } from "#app/contracts/access.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { may } from "#app/identity/permission.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import {
  listContractPayments,
  setContractPayment,
  type ContractPayment,
} from "./contract-payment-store.server.ts";

/** What the form of one contract sends. */
export const contractPaymentForm = z.object({
  contract: z.uuid(),
  way: z.enum(["transfer", "mandate"]),
});

export type PaymentRefusal = "may-not-change" | "no-contract";

/**
 * Sets how a contract's months are paid: by invoice, or collected by the client's mandate. A payer of the client chooses for itself; where
 * staff choose the mandate and no way to pay is saved yet, the client's payers are asked for one. Done twice, it is done once.
 */
export function chooseContractPayment(
  scope: ClientScope | StaffScope,
  clientId: string,
  { contract: contractId, way }: z.output<typeof contractPaymentForm>,
): Promise<Result<ContractPayment, PaymentRefusal>> {
  const isAllowed =
    scope.kind === "client"
      ? scope.clientId === clientId && may(scope, clientsAccess.spend)
      : may(scope, contractsAccess.edit);
  if (!isAllowed) return Promise.resolve(refuse("may-not-change"));
  return asSystem(async (tx): Promise<Result<ContractPayment, PaymentRefusal>> => {
    if (!(await lockClient(tx, clientId))) return refuse("no-contract");
    const at = now();
    const chosen = { clientId, contractId, way, chosenBy: scope.userId, at };
    const { zone } = await findBuyer(tx, clientId);
    const present = async () =>
      (await listContractPayments(tx, clientId, dayIn(zone, at))).find(
        (one) => one.contractId === contractId,
      );
    if (!(await present())) return refuse("no-contract");
    const isChanged = await setContractPayment(tx, chosen);
    const payment = await present();
    if (!payment) return refuse("no-contract");
    if (!isChanged) return ok(payment);
    if (scope.kind === "staff" && way === "mandate" && !payment.method)
      await askForMethod(tx, clientId, payment, at);
    await appendAudit(tx, scope, {
      action: "contract.payment-changed",
      target: `contract:${contractId}`,
      clientId,
      detail: { contract: payment.contractName, way },
    });
    return ok(payment);
  });
}

/** Asks the client's payers to save a way to pay for this contract, once a change. */
async function askForMethod(
  tx: Tx,
  clientId: string,
  { contractId, contractName }: ContractPayment,
  at: Date,
): Promise<void> {
  const { name: mspName } = await findSeller(tx);
  for (const person of await listBuyers(tx, clientId))
    await queueLetter(tx, {
      key: `contract-pay-asked:${contractId}:${at.toISOString()}:${person.userId}`,
      clientId,
      to: person.email,
      locale: person.locale,
      template: "contract-pay-asked",
      props: {
        name: person.name,
        mspName,
        contract: contractName,
        url: `${env().origin}/top-up/method?for=contract`,
      },
    });
}
