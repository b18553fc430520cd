import type { ReactNode } from "react";

import { priorityWords } from "#app/contracts/components/line-words.ts";
import { formatMinutes, formatMoney, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { DataTable, TwoLines } from "#app/ui/data-table.tsx";

import type { ShownVariant } from "#app/conversion/proposal-page.server.ts";

interface VariantCardProps {
  variant: ShownVariant;
  currency: string;
  /** Beside the name: a badge. */
  aside?: ReactNode;
  /** Below the lines: what can be done with this variant. */
  children?: ReactNode;
}

/** A variant: what it costs a month and why, what it covers and what not, and how soon is answered. */
export function VariantCard({ variant, currency, aside, children }: VariantCardProps) {
  const money = (minor: number) => formatMoney(minor, currency);
  return (
    <Card title={variant.name} titleId={`variant-${variant.key}`} aside={aside}>
      <p className="font-display text-2xl font-semibold">
        {m.conversion_month_price({ amount: money(variant.monthlyMinor) })}
      </p>
      <p className="mb-4 text-sm text-muted">
        {variant.onceMinor > 0
          ? m.conversion_once_price({ amount: money(variant.onceMinor) })
          : m.conversion_net()}
      </p>
      <DataTable
        caption={m.conversion_lines_caption({ name: variant.name })}
        dense
        phone="lines"
        rows={variant.lines}
        rowKey={({ key }) => key}
        columns={[
          {
            key: "line",
            header: m.conversion_line(),
            primary: true,
            cell: (line) => <TwoLines first={line.label} second={countsWord(line)} />,
          },
          {
            key: "sum",
            header: m.conversion_line_sum(),
            align: "right",
            noWrap: true,
            place: "under",
            cell: (line) => `${formatNumber(line.count)} × ${money(line.unitMinor)}`,
          },
          {
            key: "amount",
            header: m.monthly_amount(),
            align: "right",
            noWrap: true,
            place: "figure",
            cell: (line) => money(line.count * line.unitMinor),
          },
        ]}
      />
      <Scope variant={variant} />
      {children}
    </Card>
  );
}

function countsWord({ counts, perSeat, typeName }: ShownVariant["lines"][number]): string {
  if (counts === "seat")
    return typeName === null ? m.conversion_counts_seat() : m.conversion_counts_seat_type({ type: typeName });
  if (counts === "once") return m.conversion_counts_once();
  return perSeat ? m.conversion_counts_seats() : m.conversion_counts_fixed();
}

function Scope({ variant: { included, excluded, covers, sla } }: { variant: ShownVariant }) {
  return (
    <div className="mt-4 grid gap-3 text-[0.9375rem]">
      <Listed title={m.contracts_included_title()} items={included} />
      <Listed title={m.contracts_excluded_title()} items={excluded} />
      {covers.length > 0 && (
        <p>
          <span className="font-semibold">{`${m.conversion_covers()}:`}</span> {covers.join(", ")}
        </p>
      )}
      {sla.length > 0 && (
        <div>
          <p className="font-semibold">{m.contracts_sla_title()}</p>
          <ul className="text-muted">
            {sla.map(({ priority, responseMinutes, resolutionMinutes }) => (
              <li key={priority}>
                {[
                  priorityWords[priority](),
                  responseMinutes === null
                    ? ""
                    : m.conversion_sla_response({ time: formatMinutes(responseMinutes) }),
                  resolutionMinutes === null
                    ? ""
                    : m.conversion_sla_resolution({ time: formatMinutes(resolutionMinutes) }),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function Listed({ title, items }: { title: string; items: string[] }) {
  if (items.length === 0) return null;
  return (
    <div>
      <p className="font-semibold">{title}</p>
      <ul className="list-disc pl-5 text-muted">
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </div>
  );
}
