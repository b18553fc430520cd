import { Link } from "@remix-run/react";

import { priorityWords } from "#app/contracts/components/line-words.ts";
import { formatMinutes, formatMoney, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { buttonClass } from "#app/ui/button.tsx";
import { Card, CardGrid } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/lists.tsx";

import type { ClientProposalPage } from "#app/conversion/client-proposal-page.server.ts";
import type { ShownVariant } from "#app/conversion/proposal-page.server.ts";
import { differenceWord } from "#app/conversion/words.ts";

/** The variants of an open proposal side by side (below each other on a phone), each with its way to the page about it. */
export function VariantCompare({ page }: { page: ClientProposalPage }) {
  const { variants, currency, shown } = page;
  return (
    <nav aria-label={m.conversion_variants()}>
      <CardGrid columns={variants.length > 2 ? 3 : 2}>
        {variants.map((variant) => (
          <VariantSummary
            key={variant.key}
            variant={variant}
            currency={currency}
            isShown={variant.key === shown}
          />
        ))}
      </CardGrid>
    </nav>
  );
}

function VariantSummary({
  variant,
  currency,
  isShown,
}: {
  variant: ShownVariant;
  currency: string;
  isShown: boolean;
}) {
  const { key, name, lines, covers, sla, onceMinor, replay } = variant;
  const money = (minor: number) => formatMoney(minor, currency);
  const difference = replay.managedMinor + replay.outsideMinor - replay.drawnMinor;
  const isYear = replay.months.length === 12;
  const answers = sla.flatMap(({ priority, responseMinutes }) =>
    responseMinutes === null ? [] : [`${priorityWords[priority]()}: ${formatMinutes(responseMinutes)}`],
  );
  return (
    <Card
      title={name}
      titleId={`choice-${key}`}
      aside={isShown && <Badge tone="info">{m.conversion_variant_shown()}</Badge>}
    >
      <p className="mb-4 font-display text-xl font-semibold">
        {m.conversion_month_price({ amount: money(variant.monthlyMinor) })}
      </p>
      <DefinitionList
        items={[
          ...(onceMinor > 0 ? [{ term: m.conversion_counts_once(), value: money(onceMinor) }] : []),
          {
            term: m.conversion_variant_lines(),
            value: lines.map((line) => (
              <span key={line.key} className="block">
                {formatNumber(line.count)} × {line.label}
              </span>
            )),
          },
          ...(covers.length > 0 ? [{ term: m.conversion_covers(), value: covers.join(", ") }] : []),
          ...(answers.length > 0
            ? [{ term: m.conversion_variant_response(), value: answers.join(", ") }]
            : []),
          ...(replay.months.length > 0
            ? [{ term: differenceWord(difference, isYear), value: money(Math.abs(difference)) }]
            : []),
        ]}
      />
      {!isShown && (
        <Link
          to={`?variant=${key}`}
          preventScrollReset
          className={`${buttonClass({ tone: "secondary" })} mt-4`}
        >
          {m.conversion_variant_view({ name })}
        </Link>
      )}
    </Card>
  );
}
