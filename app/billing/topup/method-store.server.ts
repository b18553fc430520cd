import type {
  SavedMethodGetPayload,
  TopupAgreementGetPayload,
} from "#app/platform/generated/prisma/models.ts";
import type { Tx } from "#app/platform/db.server.ts";

export type SavedMethod = SavedMethodGetPayload<object>;
export type Agreement = TopupAgreementGetPayload<object>;
export type Removal = "by-client" | "replaced" | "detached" | "mandate-ended";

/** The method for off-session charges; null when nothing is saved. */
export function findMethod(tx: Tx, clientId: string): Promise<SavedMethod | null> {
  return tx.savedMethod.findFirst({ where: { clientId, removedAt: null } });
}

/** The method that a client once saved under this id of Stripe's, in use or not; null when it is none of the client's. */
export function findMethodByStripe(
  tx: Tx,
  clientId: string,
  stripePaymentMethod: string,
): Promise<SavedMethod | null> {
  return tx.savedMethod.findFirst({ where: { clientId, stripePaymentMethod } });
}

/** What was agreed last about topping up; null when nothing was. */
export function findAgreement(tx: Tx, clientId: string): Promise<Agreement | null> {
  return tx.topupAgreement.findFirst({
    where: { clientId },
    orderBy: [{ agreedAt: "desc" }, { id: "desc" }],
  });
}

/** Takes a saved method out of use; false when it is out of use already. */
export async function retireMethod(
  tx: Tx,
  method: Pick<SavedMethod, "clientId" | "id">,
  removal: Removal,
  at: Date,
): Promise<boolean> {
  const { count } = await tx.savedMethod.updateMany({
    where: { clientId: method.clientId, id: method.id, removedAt: null },
    data: { removedAt: at, removal, updatedAt: at },
  });
  return count === 1;
}
