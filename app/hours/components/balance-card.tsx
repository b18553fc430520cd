import type { ReactNode } from "react";

import type { BalancePart } from "#app/hours/balance-part.ts";
import { blockName } from "#app/hours/adjustments/block-name.ts";
import { HoursFigure } from "#app/hours/components/hours-figure.tsx";
import { StripCard } from "#app/hours/components/strip-card.tsx";
import { sizeWords } from "#app/hours/components/words.ts";
import type { StripLot } from "#app/hours/rules/strips.ts";
import { validityOf } from "#app/hours/rules/validity.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge, BadgeRow, type Tone } from "#app/ui/badge.tsx";
import { ButtonRow, LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Link } from "#app/ui/link.tsx";
import { EmptyState } from "#app/ui/lists.tsx";

/** How many hours are left, as a figure, as a card of strips, and in words. */
export function BalanceCard({ page }: { page: BalancePart & { mayBuy: boolean; seesApprovals: boolean } }) {
  if (!page.everHadBlock && page.owedMinutes === 0 && page.onItsWayMinutes === 0 && page.ordered.length === 0)
    return (
      <Card padding="none">
        <EmptyState
          icon="hours"
          title={m.hours_no_block_title()}
          action={<BuyButton mayBuy={page.mayBuy} urgent />}
        >
          {page.mayBuy ? m.hours_no_block_text() : m.hours_no_block_text_ask()}
        </EmptyState>
      </Card>
    );
  return (
    <BalanceFigures
      balance={page}
      meaning={meaning(page)}
      approvalsAt={page.seesApprovals ? "/approvals" : undefined}
      action={<BuyButton mayBuy={page.mayBuy} urgent={page.standing !== "good"} />}
    />
  );
}

interface BalanceFiguresProps {
  balance: BalancePart;
  /** Of how much, and until when. */
  meaning: string;
  /** Where what waits can be approved. */
  approvalsAt: string | undefined;
  action?: ReactNode;
}

/** The card itself, for the client and for staff: the figure, what is special about it, the strips. */
export function BalanceFigures({ balance: page, meaning, approvalsAt, action }: BalanceFiguresProps) {
  return (
    <Card padding="large">
      <div className="flex flex-col gap-6 desk:grid desk:grid-cols-[minmax(0,9fr)_minmax(0,11fr)] desk:items-start desk:gap-10">
        <div className="min-w-0">
          <h2 className="text-muted">{page.postedMinutes < 0 ? m.hours_below_zero() : m.hours_left()}</h2>
          <HoursFigure minutes={page.postedMinutes} />
          <p className="mt-1 text-muted">{meaning}</p>
          {page.pendingMinutes > 0 && (
            <p className="mt-1 text-muted">
              {m.approval_after({ balance: formatMinutes(page.postedMinutes - page.pendingMinutes) })}
            </p>
          )}
          <div className="mt-3.5">
            <BadgeRow>
              {pills(page, approvalsAt).map((pill) => (
                <Badge key={pill.text} tone={pill.tone}>
                  {pill.to === undefined ? (
                    pill.text
                  ) : (
                    <Link to={pill.to} className="text-inherit underline underline-offset-2">
                      {pill.text}
                    </Link>
                  )}
                </Badge>
              ))}
            </BadgeRow>
          </div>
          {action && (
            <div className="mt-5">
              <ButtonRow>{action}</ButtonRow>
            </div>
          )}
        </div>
        <StripCard lots={stripLots(page)} owedMinutes={page.owedMinutes} />
      </div>
    </Card>
  );
}

/** Asking somebody else to buy is the page's main act only when hours run low. */
function BuyButton({ mayBuy, urgent }: { mayBuy: boolean; urgent: boolean }) {
  return (
    <LinkButton to={mayBuy ? "/buy" : "/buy/ask"} tone={mayBuy || urgent ? "primary" : "secondary"} wide>
      {mayBuy ? m.hours_buy() : m.hours_ask()}
    </LinkButton>
  );
}

function meaning(page: BalancePart): string {
  if (page.owedMinutes === 0 && page.postedMinutes === 0)
    return m.hours_used_up({ total: sizeWords(page.totalMinutes) });
  return balanceMeaning(page);
}

/** Of how much a balance is the rest, and until when it is valid; or what is owed. */
export function balanceMeaning(page: BalancePart): string {
  const total = sizeWords(page.totalMinutes);
  if (page.owedMinutes > 0) return m.hours_negative_text({ minutes: formatMinutes(page.owedMinutes) });
  const validity = validityOf(page.lots);
  if (validity.until === null) return m.hours_of_total_forever({ total });
  const day = formatDay(validity.until);
  return validity.minutes === null
    ? m.hours_of_total({ total, day })
    : m.hours_of_total_part({ total, minutes: formatMinutes(validity.minutes), day });
}

type Pill = { text: string; tone: Tone; to?: string | undefined };

function pills(page: BalancePart, approvalsAt: string | undefined): Pill[] {
  const { forecast, expiry } = page;
  return [
    page.pendingMinutes > 0 && {
      tone: "low" as const,
      text: m.hours_pill_pending({ minutes: formatMinutes(page.pendingMinutes) }),
      to: approvalsAt,
    },
    page.contestedMinutes > 0 && {
      tone: "low" as const,
      text: m.query_on_balance({ minutes: formatMinutes(page.contestedMinutes) }),
    },
    page.onItsWayMinutes > 0 && {
      tone: "info" as const,
      text: m.hours_pill_on_its_way({ minutes: formatMinutes(page.onItsWayMinutes) }),
    },
    ...page.ordered.map((one) => ({ tone: "info" as const, text: orderedWords(one) })),
    page.heldMinutes > 0 && {
      tone: "low" as const,
      text: m.hours_pill_held({ minutes: formatMinutes(page.heldMinutes) }),
    },
    page.standing === "low" && page.postedMinutes > 0 && { tone: "low" as const, text: m.hours_pill_low() },
    forecast?.emptyOn && {
      tone: "good" as const,
      text: m.hours_pill_empty({ day: formatDay(forecast.emptyOn, "dayMonth") }),
    },
    forecast?.lapses &&
      page.validUntil && {
        tone: "good" as const,
        text: m.hours_pill_lapses({ day: formatDay(page.validUntil) }),
      },
    expiry && page.lots.some((lot) => lot.expiresSoon) && expiryPill(expiry.minutes, formatDay(expiry.on)),
  ].filter((pill): pill is Pill => typeof pill === "object" && pill !== null);
}

/** Hours that an open invoice is for: they come when it is paid. */
export function orderedWords({ minutes, invoice, dueOn }: BalancePart["ordered"][number]): string {
  const facts = { minutes: formatMinutes(minutes), invoice };
  return dueOn ? m.hours_pill_ordered({ ...facts, day: formatDay(dueOn) }) : m.hours_pill_ordered_open(facts);
}

function expiryPill(minutes: number, day: string): Pill {
  return { tone: "low", text: m.hours_pill_expiry({ minutes: formatMinutes(minutes), day }) };
}

function stripLots(page: BalancePart): StripLot[] {
  const lots = page.lots.map((lot, index): StripLot => ({
    label: blockName(lot),
    totalMinutes: lot.used + lot.expired + lot.remaining,
    usedReactiveMinutes: lot.used - lot.usedProactive,
    usedProactiveMinutes: lot.usedProactive,
    pendingMinutes: page.pendingParts[index] ?? 0,
    remainingMinutes: lot.remaining,
    expiredMinutes: lot.expired,
    expiresSoon: lot.expiresSoon,
  }));
  if (page.onItsWayMinutes === 0) return lots;
  const coming = {
    usedReactiveMinutes: 0,
    usedProactiveMinutes: 0,
    pendingMinutes: 0,
    remainingMinutes: 0,
    expiredMinutes: 0,
    onItsWay: true,
  };
  return [
    ...lots,
    {
      ...coming,
      label: m.hours_pill_on_its_way({ minutes: formatMinutes(page.onItsWayMinutes) }),
      totalMinutes: page.onItsWayMinutes,
    },
  ];
}
