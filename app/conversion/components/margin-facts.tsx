import { formatAmount, formatList, formatMinutes, formatMoney, formatRate } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { DefinitionList } from "#app/ui/lists.tsx";

import { leastMonthsOfMargin } from "#app/conversion/rules/replay.ts";
import type { StaffProposalPage } from "#app/conversion/proposal-page.server.ts";

/** The margin to expect of a variant, line by line, and what of requests it is reckoned with. */
export function MarginFacts({
  margin,
  currency,
  floorBp,
  requests,
}: {
  margin: StaffProposalPage["variants"][number]["margin"];
  currency: string;
  floorBp: number;
  requests: StaffProposalPage["requests"];
}) {
  const money = (minor: number) => formatMoney(minor, currency);
  const {
    months,
    isStated,
    revenueMinor,
    costMinor,
    labourMinor,
    requestsMinor,
    marginMinor,
    marginBp,
    perHourMinor,
  } = margin;
  const floor = formatRate(floorBp);
  const words = isStated
    ? [
        marginBp < floorBp ? m.conversion_margin_below({ floor }) : m.conversion_margin_above({ floor }),
        perHourMinor === null ? "" : m.conversion_margin_hour({ amount: money(perHourMinor) }),
        months < 12 ? m.conversion_margin_months({ months }) : "",
      ]
    : [
        m.conversion_margin_unstated({ months, least: leastMonthsOfMargin }),
        marginBp < floorBp ? m.conversion_margin_below_anyway({ floor }) : "",
      ];
  return (
    <div className="mt-5 border-t border-line pt-4">
      <p className="mb-2 font-semibold">{m.conversion_margin_title()}</p>
      <DefinitionList
        layout="sum"
        items={[
          { term: m.conversion_margin_revenue(), value: money(revenueMinor) },
          { term: m.conversion_margin_cost(), value: money(-costMinor) },
          ...(isStated
            ? [
                { term: m.conversion_margin_labour(), value: money(-labourMinor) },
                { term: m.conversion_margin_requests(), value: money(-requestsMinor) },
                {
                  term: m.conversion_margin_left({ rate: formatRate(marginBp) }),
                  value: money(marginMinor),
                  total: true,
                },
              ]
            : []),
        ]}
      />
      <p className="mt-2 text-sm text-muted">{words.filter(Boolean).join(" ")}</p>
      {months > 0 && requests.length > 0 && (
        <p className="mt-1 text-sm text-muted">
          {m.conversion_expected_month({
            kinds: formatList(
              requests.map((row) => expectedWord(row, months)),
              "and",
            ),
          })}
        </p>
      )}
    </div>
  );
}

const kindWords = { plain: m.conversion_expected_plain, change: m.conversion_expected_change };

/** How many requests of a kind a month brings, with two decimals, and the time worked on them. */
function expectedWord(
  { kind, requests, minutes }: StaffProposalPage["requests"][number],
  months: number,
): string {
  return kindWords[kind]({
    count: formatAmount(Math.round((requests * 100) / months)),
    time: formatMinutes(Math.round(minutes / months)),
  });
}
