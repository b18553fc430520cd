import { clsx } from "clsx";
import type { ReactNode } from "react";

import type { LicencesPage } from "#app/people/licences-page.server.ts";
import type { LicenceHolder, LicenceLine } from "#app/people/rules/holdings-view.ts";
import { formatDay, formatMoney, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card, Heading } from "#app/ui/card.tsx";
import { Icon } from "#app/ui/icons.tsx";
import { EmptyState, EntryList } from "#app/ui/lists.tsx";
import type { ListState } from "#app/ui/table/list-state.ts";
import { SortMenu } from "#app/ui/table/list-tools.tsx";
import { ShareBar } from "#app/ui/chart/bars.tsx";
import { decreaseWords, licenceWords } from "#app/people/components/licence-words.ts";
import { wantsWork } from "#app/people/rules/licence-differences.ts";
import { DataTable, TwoLines } from "#app/ui/data-table.tsx";

type Line = LicencesPage["lines"][number];

/** What all licences cost a month, and what of that nobody uses. */
export function LicenceTotals({ totals }: { totals: LicencesPage["totals"] }) {
  const money = (minor: number): string => formatMoney(minor, totals.currency);
  return (
    <Card>
      <div className="grid gap-4 roomy:grid-cols-2">
        <Figure
          label={m.people_licences_cost()}
          value={money(totals.monthlyMinor)}
          note={m.people_excl_vat_month()}
        />
        <Figure
          label={m.people_licences_unused({ n: totals.unused, count: formatNumber(totals.unused) })}
          value={money(totals.unusedMinor)}
          note={totals.unused > 0 ? m.people_licences_unused_note() : m.people_licences_all_used()}
          red={totals.unusedMinor > 0}
        />
      </div>
    </Card>
  );
}

function Figure({ label, value, note, red }: { label: string; value: string; note: string; red?: boolean }) {
  return (
    <div className="min-w-0">
      <p className="text-sm text-muted">{label}</p>
      <p className={clsx("font-display text-2xl font-semibold", red && "text-negative")}>{value}</p>
      <p className="text-sm text-muted">{note}</p>
    </div>
  );
}

interface LicenceListProps {
  lines: LicencesPage["lines"];
  prices: boolean;
  /** What can be done about a holder, at its right. */
  action?: (holder: LicenceHolder) => ReactNode;
  /** What stands at the foot of a product's card. */
  footer?: (line: Line) => ReactNode;
  /** The last day of the term of the client's contracts, to stand beside each licence's. */
  contractEndsOn: LicencesPage["contractEndsOn"];
  /** Their order, as the address asks for it. */
  list: ListState;
}

/** Each licence as one bar with its numbers, and behind it who has it. */
export function LicenceList({ lines, list, ...shown }: LicenceListProps) {
  if (lines.length === 0)
    return (
      <Card padding="none">
        <EmptyState title={m.people_licences_none_title()} icon="catalogue">
          {m.people_licences_none_text()}
        </EmptyState>
      </Card>
    );
  return (
    <>
      {lines.length > 1 && <SortMenu list={list} columns={licenceColumns()} />}
      <LicenceCards lines={lines} {...shown} />
    </>
  );
}

/** What licences are ordered by. */
const licenceColumns = () => [
  { key: "product", header: m.people_col_product() },
  { key: "bought", header: m.people_number_bought() },
  { key: "assigned", header: m.people_number_assigned() },
  { key: "free", header: m.people_report_free() },
];

function LicenceCards({ lines, prices, action, footer, contractEndsOn }: Omit<LicenceListProps, "list">) {
  return lines.map((line) => (
    <section key={line.product.id} aria-labelledby={`licence-${line.product.id}`}>
      <Card>
        <div className="mb-2.5 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <Heading id={`licence-${line.product.id}`}>{line.product.name}</Heading>
          <span className="text-sm text-muted">
            {[
              line.product.vendor,
              ...(prices ? [priceWords(line)] : []),
              ...termWords(line, contractEndsOn),
            ].join(" · ")}
          </span>
        </div>
        <LicenceBar line={line} />
        <Numbers line={line} />
        <Differences line={line} prices={prices} />
        {line.decrease && <p className="mt-1.5 text-muted">{decreaseWords(line.decrease)}</p>}
        {line.termEndsOn && contractEndsOn && line.termEndsOn > contractEndsOn && (
          <p className="mt-1.5 text-muted">{m.people_term_after()}</p>
        )}
        <details className="mt-3">
          <summary className="inline-flex min-h-11 items-center gap-1.5 font-medium text-primary">
            {m.people_licence_holders({ n: line.holders.length, count: formatNumber(line.holders.length) })}
            <Icon name="down" size={18} />
          </summary>
          <HolderTable line={line} action={action} />
        </details>
        {line.past.length > 0 && (
          <details>
            <summary className="inline-flex min-h-11 items-center gap-1.5 font-medium text-primary">
              {m.people_licence_past({ n: line.past.length, count: formatNumber(line.past.length) })}
              <Icon name="down" size={18} />
            </summary>
            <EntryList
              rows={line.past.map(({ key, name, since, endsOn }) => ({
                key,
                title: name,
                detail: m.people_from_to({
                  from: formatDay(since, "medium"),
                  to: formatDay(endsOn ?? since, "medium"),
                }),
              }))}
            />
          </details>
        )}
        {footer?.(line)}
      </Card>
    </section>
  ));
}

/** Until when a licence's term lasts, with the contract's beside it. */
function termWords({ termEndsOn, product }: Line, contractEndsOn: LicencesPage["contractEndsOn"]): string[] {
  if (!termEndsOn) return [];
  const day = formatDay(termEndsOn);
  const term = product.renews ? m.people_term_renews({ day }) : m.people_term_ends_then({ day });
  return contractEndsOn ? [term, m.people_term_contract({ day: formatDay(contractEndsOn) })] : [term];
}

function priceWords({ product }: LicenceLine<Line["product"]>): string {
  return m.people_each_a_month({ amount: formatMoney(product.priceMinor, product.currency) });
}

/** One bar a licence: with people, with mailboxes, still with leavers, free. */
function LicenceBar({ line: { numbers } }: { line: Line }) {
  return (
    <ShareBar
      parts={[
        { key: "people", amount: numbers.people, tone: "primary" },
        { key: "mailboxes", amount: numbers.mailboxes, tone: "prevented" },
        { key: "leavers", amount: numbers.leavers, tone: "negative" },
        { key: "free", amount: Math.max(numbers.free, 0), tone: "negative-tint" },
      ]}
    />
  );
}

function Numbers({ line: { numbers } }: { line: Line }) {
  const shown = [
    ...(numbers.inContract === null
      ? []
      : [{ label: m.people_number_contract(), count: numbers.inContract, red: false }]),
    { label: m.people_number_bought(), count: numbers.bought, red: numbers.free < 0 },
    { label: m.people_number_assigned(), count: numbers.assigned, red: numbers.free < 0 },
    { label: m.people_number_people(), count: numbers.people, red: false },
    ...(numbers.mailboxes > 0
      ? [{ label: m.people_number_mailboxes(), count: numbers.mailboxes, red: false }]
      : []),
  ];
  return (
    <dl className="mt-2.5 flex flex-wrap gap-x-7 gap-y-1.5">
      {shown.map(({ label, count, red }) => (
        <div key={label} className="flex items-baseline gap-1.5">
          <dt className="text-sm text-muted">{label}</dt>
          <dd className={clsx("font-semibold", red && "text-negative")}>{formatNumber(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Every difference between the numbers, with what it costs where nobody uses it. */
function Differences({ line: { differences, product }, prices }: { line: Line; prices: boolean }) {
  const cost = (count: number): string =>
    prices
      ? ` · ${m.people_a_month({ amount: formatMoney(count * product.priceMinor, product.currency) })}`
      : "";
  return differences.map((one) => (
    <p key={one.kind} className={wantsWork(one) ? "mt-1.5 font-semibold text-negative" : "mt-1.5 text-muted"}>
      {licenceWords(one)}
      {(one.kind === "leaver" || one.kind === "free") && cost(one.count)}
    </p>
  ));
}

function HolderTable({ line, action }: { line: Line; action: LicenceListProps["action"] }) {
  return (
    <div className="-mx-5 wide:-mx-5.5">
      <DataTable
        caption={line.product.name}
        dense={action !== undefined}
        rows={line.holders}
        rowKey={(holder) => holder.key}
        phone="flow"
        columns={[
          {
            key: "name",
            header: m.people_col_holder(),
            primary: true,
            cell: (holder) => (
              <TwoLines first={holder.name} second={holder.employeeId === null ? m.people_mailbox() : null} />
            ),
          },
          { key: "since", header: m.people_col_since(), cell: (holder) => formatDay(holder.since, "medium") },
          {
            key: "left",
            header: m.people_col_note(),
            cell: (holder) => holderNote(holder),
          },
          ...(action
            ? [{ key: "action", header: m.people_col_action(), hideHeader: true, cell: action }]
            : []),
        ]}
      />
    </div>
  );
}

function holderNote({ leftOn, endsOn }: LicenceHolder): ReactNode {
  if (leftOn)
    return (
      <span className="font-semibold text-negative">{m.people_left_on({ day: formatDay(leftOn) })}</span>
    );
  return endsOn ? m.people_until({ day: formatDay(endsOn) }) : null;
}
