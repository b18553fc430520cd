import type { SubmissionResult } from "@conform-to/react";

import type { ChooseRefusal } from "#app/billing/topup/choose-topup.server.ts";
import { AttemptList } from "#app/billing/topup/components/attempt-list.tsx";
import { SavedMethodCard } from "#app/billing/topup/components/saved-method.tsx";
import { TopupChoice } from "#app/billing/topup/components/topup-choice.tsx";
import { TopupState } from "#app/billing/topup/components/topup-state.tsx";
import type { TopupPage } from "#app/billing/topup/topup-page.server.ts";
import { formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { CardGrid } from "#app/ui/card.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

interface TopupViewProps {
  page: TopupPage;
  formKey: string;
  lastResult: SubmissionResult<string[]> | null;
  refusal: ChooseRefusal | null;
}

/** The page on topping up: the settings, the choice, the saved method, the last attempts. */
export function TopupView({ page, formKey, lastResult, refusal }: TopupViewProps) {
  return (
    <>
      <PageHeader title={m.topup_title()} subtitle={m.topup_subtitle()} />
      <Stack>
        {refusal && (
          <Notice
            tone="low"
            action={
              refusal === "details-missing" ? (
                <LinkButton to="/buy?details=edit" size="small">
                  {m.topup_refused_details_link()}
                </LinkButton>
              ) : null
            }
          >
            {refusalWords(refusal, page, lastResult)}
          </Notice>
        )}
        {page.methodUnused && page.mayChange && <Notice tone="low">{m.topup_halfway()}</Notice>}
        <TopupState page={page} />
        <CardGrid columns="wide-first">
          {page.mayChange ? (
            <TopupChoice page={page} formKey={formKey} lastResult={lastResult} />
          ) : (
            <Notice quiet>{m.topup_only_buyers({ client: page.clientName })}</Notice>
          )}
          <Stack>
            {page.mayChange && <SavedMethodCard method={page.method} />}
            <AttemptList attempts={page.attempts} />
          </Stack>
        </CardGrid>
      </Stack>
    </>
  );
}

const words = {
  "may-not-change": m.topup_refused_may_not,
  "block-gone": m.topup_refused_block_gone,
  "price-changed": m.topup_refused_price,
  "text-changed": m.topup_refused_text,
  "details-missing": m.topup_refused_details,
  "vat-held": m.topup_refused_vat,
  "no-method": m.topup_refused_no_method,
  "cap-count": m.topup_refused_cap_count,
  "other-choice": m.topup_refused_other_choice,
  stale: m.topup_refused_busy,
  "below-zero-refused": m.topup_refused_busy,
  "no-hours-account": m.topup_refused_busy,
  "account-frozen": m.topup_refused_busy,
  "clock-ahead": m.topup_refused_busy,
  "too-many-hours": m.topup_refused_busy,
} satisfies Record<Exclude<ChooseRefusal, "cap-amount">, () => string>;

function refusalWords(
  refusal: ChooseRefusal,
  page: TopupPage,
  lastResult: TopupViewProps["lastResult"],
): string {
  if (refusal !== "cap-amount") return words[refusal]();
  const offer = page.offers.find(({ blockId }) => blockId === lastResult?.initialValue?.["block"]);
  return m.topup_refused_cap_amount({ amount: formatMoney(offer?.grossMinor ?? 0, page.currency) });
}
