import { isAlive } from "#app/agreements/agreement.ts";
import { findAgreementFor } from "#app/agreements/find-agreement.server.ts";
import { findContractMethod } from "#app/billing/contract-payment/contract-payment-store.server.ts";
import { may } from "#app/identity/permission.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { conversionAccess } from "./access.ts";
import {
  findFacts,
  shared,
  showVariant,
  type SharedPage,
  type ShownVariant,
} from "./proposal-page.server.ts";
import { seatsOf, wrongSeats, type TypedSeats } from "./proposal-seats.server.ts";
import { findVersion, type AskedVersion } from "./proposal-versions.server.ts";
import { signPath } from "./sign-path.ts";
import { findProposalById, listVersions, type Proposal } from "./store/proposal-store.server.ts";

/** A proposal as its client reads it. */
export type ClientProposalPage = SharedPage & {
  variants: ShownVariant[];
  /** The variant that the page is about: the one that was taken, or the one that was asked for. */
  shown: string;
  /** What was typed as a number of seats and is none, by line. */
  wrongSeats: Record<string, string>;
  taken: string | null;
  payment: Proposal["payment"];
  mayAccept: boolean;
  /** The agreement that waits for its signature, or is signed; null where there is none. */
  agreement: { signAt: string; isSigned: boolean } | null;
  /** The saved way to pay whose mandate covers the contract; null where there is none. */
  method: { type: string; last4: string } | null;
};

/** A client's proposal by the version that was sent last, or by an earlier one that was sent, with the seat numbers that it plays with (by the seat lines' order). What was never sent is not there. */
export function getClientProposalPage(
  scope: ClientScope,
  zone: string,
  proposalId: string,
  asked: AskedVersion & { variant: string | null; seats: readonly (TypedSeats | null)[] },
): Promise<ClientProposalPage> {
  return readInScope(scope, async (tx) => {
    const found = await findProposalById(tx, proposalId);
    const proposal = found && found.state !== "draft" ? found : notFound();
    const versions = (await listVersions(tx, proposal)).filter(({ sentAt }) => sentAt !== null);
    const sent = findVersion(versions, asked.version) ?? notFound();
    const isOpen = proposal.state === "sent" && versions[0]?.id === sent.id;
    const isTaken = proposal.versionId === sent.id;
    const wanted = isTaken && !isOpen ? proposal.variant : asked.variant;
    const shown = sent.variants.find(({ key }) => key === wanted) ?? sent.variants[0] ?? notFound();
    const facts = await findFacts(tx, proposal, sent, dayIn(zone, now()));
    const agreement = await findAgreementFor(tx, "proposal", proposal.id);
    const seats = isOpen ? seatsOf(shown, asked.seats) : isTaken ? (proposal.seats ?? {}) : {};
    return {
      ...(await shared(tx, facts, { versions, against: asked.against, zone })),
      wrongSeats: isOpen ? wrongSeats(shown, asked.seats) : {},
      variants: sent.variants.map((variant) =>
        showVariant(facts, variant, variant.key === shown.key ? seats : {}),
      ),
      shown: shown.key,
      taken: isOpen || !isTaken ? null : proposal.variant,
      payment: proposal.payment,
      mayAccept: may(scope, conversionAccess.accept),
      method: await findContractMethod(tx, scope.clientId),
      agreement:
        agreement && isAlive(agreement)
          ? { signAt: signPath(agreement, scope), isSigned: agreement.state === "signed" }
          : null,
    };
  });
}
