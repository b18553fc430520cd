import { chooseContractPayment } from "#app/billing/contract-payment/set-contract-payment.server.ts";
import { readPurpose } from "#app/billing/contract-payment/setup-purpose.ts";
import { finishSetup } from "#app/billing/topup/finish-setup.server.ts";
import { getMethodPage } from "#app/billing/topup/topup-page.server.ts";
import { startSetup } from "#app/billing/topup/start-setup.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { moreClients } from "#prisma/seed/more-clients.ts";

/** Has the first of the further clients pay its contract by direct debit: its manager saves an account on the offline Stripe's page, as people do. */
export async function seedMandate(): Promise<void> {
  const [plan] = moreClients;
  const manager = await asSystem(async (tx): Promise<ClientScope> => {
    const [row] = await tx.$queryRaw<Pick<ClientScope, "userId" | "name" | "clientId" | "clientName">[]>`
      select u.id::text as "userId", u.name, c.id::text as "clientId", c.name as "clientName"
      from user_facts u join client c on c.name = ${plan?.details.name ?? ""} where u.email = ${plan?.details.billingEmail ?? ""}`;
    if (!row) throw new Error("the demo has no further client");
    return {
      ...row,
      kind: "client",
      role: "manager",
      email: plan?.details.billingEmail ?? "",
      sessionId: "",
    };
  });
  const [contract] = await asSystem((tx) =>
    tx.contract.findMany({ where: { clientId: manager.clientId }, select: { id: true } }),
  );
  await chooseContractPayment(manager, manager.clientId, { contract: contract?.id ?? "", way: "mandate" });
  const purpose = readPurpose(new URLSearchParams({ for: "contract" }));
  const { mandateHash } = await withLocale("nl", () => getMethodPage(manager, purpose));
  const started = await startSetup(manager, crypto.randomUUID(), mandateHash, "nl", purpose);
  if (!started.ok) throw new Error(`the demo's mandate was refused: ${started.refusal}`);
  const paid = await fetch(started.value, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ method: "ideal", outcome: "pay" }),
  });
  const back = new URL(paid.headers.get("location") ?? started.value);
  await finishSetup(back.searchParams.get("session_id") ?? "");
}
