import { Form } from "@remix-run/react";

import type { StaffContract, StaffContractPage } from "#app/contracts/staff-contract-page.server.ts";
import type { LineMargin } from "#app/contracts/line-costs.server.ts";
import type { ContractLine } from "#app/contracts/rules/contract.ts";
import { findCliff, priceOfUnits, type LinePrice } from "#app/contracts/rules/line-price.ts";
import { formatDay, formatMoney, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";

import { costWords, countingSentence, priceSentence } from "./line-words.ts";

type UnsignedVersionProps = StaffContract["unsigned"][number] & {
  currency: string;
  page: StaffContractPage;
  /** Where its change order is sent for signing. */
  sendTo: string;
};

/** A version that waits for the client's signature, or that lapsed without it: nothing of it counts. */
export function UnsignedVersion({
  version,
  hasLapsed,
  isSent,
  currency,
  page,
  sendTo,
}: UnsignedVersionProps) {
  const day = formatDay(version.effectiveOn);
  const said = hasLapsed
    ? m.contracts_lapsed_text({ day })
    : isSent
      ? m.contracts_waits_text({ day })
      : m.contracts_waits_unsent_text({ day });
  return (
    <Card
      title={m.contracts_version_from({ day })}
      titleId={`version-${version.id}`}
      aside={
        <Badge tone={hasLapsed ? "neutral" : "low"} size="small">
          {hasLapsed ? m.contracts_lapsed() : m.contracts_waits()}
        </Badge>
      }
    >
      <p className="mb-2 text-sm text-muted">
        {[version.reason, version.madeBy].filter(Boolean).join(" · ")}
      </p>
      <p>{said}</p>
      <ul className="divide-y divide-line">
        {version.lines.map((line) => (
          <VersionLine key={line.id} line={line} currency={currency} margin={page.costs?.[line.id] ?? null} />
        ))}
      </ul>
      {page.mayEdit && (
        <Form method="post" className="mt-3">
          <input type="hidden" name="version" value={version.id} />
          <ButtonRow>
            {!hasLapsed && !isSent && page.maySend && (
              <LinkButton to={sendTo} size="small">
                {m.contracts_doc_send()}
              </LinkButton>
            )}
            <SubmitButton tone="danger" size="small" name="intent" value="withdraw">
              {hasLapsed ? m.contracts_set_aside() : m.contracts_withdraw()}
            </SubmitButton>
          </ButtonRow>
        </Form>
      )}
    </Card>
  );
}

/** A line of a version: what it counts at which price, and what it costs the MSP for those who may read it. */
export function VersionLine({
  line,
  currency,
  margin,
}: {
  line: ContractLine;
  currency: string;
  margin: LineMargin | null;
}) {
  const unit = "unitMinor" in line.price ? line.price.unitMinor : null;
  return (
    <li className="py-2.5">
      <p className="font-semibold">{line.label}</p>
      <p className="text-sm text-muted">{countingSentence(line)}</p>
      <p className="text-sm text-muted">{priceSentence(line, currency)}</p>
      <PriceCliff price={line.price} currency={currency} />
      {margin && (
        <p className="text-sm">
          {m.contracts_costs({
            cost: formatMoney(margin.costMinor, currency),
            parts: margin.parts
              .map(({ part, costMinor }) => `${costWords[part]()} ${formatMoney(costMinor, currency)}`)
              .join(", "),
          })}
          {unit !== null &&
            ` ${m.contracts_margin({ margin: formatMoney(unit - margin.costMinor, currency) })}`}
        </p>
      )}
    </li>
  );
}

/** Tells where one unit more makes all of them together cheaper, as the steps of a volume list can. */
function PriceCliff({ price, currency }: { price: LinePrice; currency: string }) {
  const units = findCliff(price);
  if (units === null) return null;
  const costOf = (count: number): string => formatMoney(priceOfUnits(price, count), currency);
  return (
    <p className="text-sm font-semibold">
      {m.contracts_price_cliff({
        units: formatNumber(units),
        total: costOf(units),
        fewer: formatNumber(units - 1),
        before: costOf(units - 1),
      })}
    </p>
  );
}
