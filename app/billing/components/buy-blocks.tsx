import type { SubmissionResult } from "@conform-to/react";
import { useState } from "react";

import type { BuyPage } from "#app/billing/buy-page.server.ts";
import { BlockChoice, PaceLine } from "#app/billing/components/block-choice.tsx";
import { BuySteps } from "#app/billing/components/buy-steps.tsx";
import { InvoiceDetailsCard, InvoiceDetailsForm } from "#app/billing/components/invoice-details.tsx";
import { PriceCard } from "#app/billing/components/price-card.tsx";
import { ViesNotice } from "#app/billing/components/vies-notice.tsx";
import { WaitingOrders } from "#app/billing/components/waiting-orders.tsx";
import { OwedWorkCard } from "#app/hours/components/owed-work.tsx";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card, CardGrid } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

const formId = "buy";

interface BuyBlocksProps {
  page: BuyPage;
  /** The block that the address names, if any. */
  chosen: string | null;
  editing: boolean;
  lastResult: SubmissionResult<string[]> | null;
}

/** Step 1: choose a block, see what it costs with VAT, check who the invoice is for. */
export function BuyBlocks({ page, chosen, editing, lastResult }: BuyBlocksProps) {
  const [blockId, choose] = useState(chosen);
  const offer = page.offers.find((one) => one.blockId === blockId) ?? page.offers[0];
  if (!offer) return <NothingOnOffer mspName={page.mspName} />;
  const here = `/buy?block=${offer.blockId}`;
  return (
    <>
      <PageHeader title={m.billing_buy_title()} />
      <BuySteps current={1} />
      <Stack>
        <WaitingOrders orders={page.waiting} />
        <ViesNotice page={page} againTo={here} />
        <CardGrid columns="wide-first">
          <Stack>
            <BlockChoice
              offers={page.offers}
              chosen={offer}
              currency={page.currency}
              formId={formId}
              onChoose={choose}
            />
            {page.owedWork.length > 0 && (
              <OwedWorkCard
                work={page.owedWork}
                owedMinutes={page.owedMinutes}
                blockMinutes={offer.hours * 60}
              />
            )}
            <PaceLine offer={offer} perMonthMinutes={page.perMonthMinutes} />
          </Stack>
          <Stack>
            <PriceCard
              offer={offer}
              currency={page.currency}
              formId={formId}
              held={page.vies === "held" || page.vies === "review" || page.detailsMissing}
              byTransfer={page.transfer !== null}
            />
            {editing || page.detailsMissing || lastResult ? (
              <InvoiceDetailsForm
                details={page.details}
                lastResult={lastResult}
                missing={page.detailsMissing}
                backTo={here}
              />
            ) : (
              <InvoiceDetailsCard details={page.details} editTo={`${here}&details=edit#invoice-details`} />
            )}
          </Stack>
        </CardGrid>
      </Stack>
    </>
  );
}

function NothingOnOffer({ mspName }: { mspName: string }) {
  return (
    <>
      <PageHeader title={m.billing_buy_title()} />
      <Card padding="none">
        <EmptyState icon="buy" title={m.billing_no_blocks_title()}>
          {m.billing_no_blocks_text({ msp: mspName })}
        </EmptyState>
      </Card>
    </>
  );
}
