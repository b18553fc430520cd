import type { ContractPage, ContractPart } from "#app/contracts/contract-page.server.ts";
import { requestOf, type DraftLine } from "#app/contracts/rules/draft.ts";
import type { SlaTarget } from "#app/contracts/rules/contract.ts";
import { formatDay, formatMinutes, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Card, CardGrid, TextLink } from "#app/ui/card.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { EmptyState, EntryList } from "#app/ui/lists.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Stack } from "#app/ui/page.tsx";

import { ContractAgreements } from "./contract-agreements.tsx";
import { ContractClock } from "./contract-clock.tsx";
import { contractKindWords, endCauseWords, monthWords, priorityWords } from "./line-words.ts";
import { termWords } from "./term-words.ts";
import { MonthLines } from "./month-lines.tsx";
import { TermsCard } from "./terms-card.tsx";

/** A client's contracts: what they cost this month and why, what is included, how soon somebody answers, and the days to remember. */
export function ContractView({ page }: { page: ContractPage }) {
  // What requests cost is paid with or without a contract.
  const [ofRequests, others] = splitByRequest(page.otherLines);
  if (page.contracts.length === 0 && page.otherLines.length === 0)
    return (
      <Card padding="none">
        <EmptyState icon="contract" title={m.contracts_empty_title()}>
          {m.contracts_empty_text()}
        </EmptyState>
      </Card>
    );
  return (
    <Stack>
      {page.seesPrices && <MonthSum page={page} />}
      {page.contracts.map((part) => (
        <OneContract key={part.contract.id} part={part} page={page} />
      ))}
      {ofRequests.length > 0 && (
        <Card padding="none" title={m.contracts_charges_own()} titleId="request-lines">
          <MonthLines lines={ofRequests} currency={page.currency} />
        </Card>
      )}
      {others.length > 0 && (
        <Card padding="none" title={m.contracts_other_lines()} titleId="other-lines">
          <MonthLines lines={others} currency={page.currency} />
        </Card>
      )}
    </Stack>
  );
}

/** Lines that requests cost, and all others. */
function splitByRequest(lines: ContractPage["otherLines"]): [DraftLine[], DraftLine[]] {
  const isOfRequest = (line: DraftLine): boolean => requestOf(line) !== undefined;
  return [lines.filter(isOfRequest), lines.filter((line) => !isOfRequest(line))];
}

function MonthSum({ page: { month, totalMinor, currency } }: { page: ContractPage }) {
  return (
    <Card padding="large">
      <h2 className="text-muted first-letter:uppercase">
        {m.contracts_month_so_far({ month: monthWords(month) })}
      </h2>
      <p className="my-1 font-display text-[2.25rem] leading-tight font-bold tracking-[-0.02em]">
        {formatMoney(totalMinor ?? 0, currency)}
      </p>
      <p className="max-w-prose text-muted">{m.contracts_month_note()}</p>
    </Card>
  );
}

function OneContract({ part, page }: { part: ContractPart; page: ContractPage }) {
  const { contract } = part;
  return (
    <section
      aria-labelledby={`contract-${contract.id}`}
      className="flex min-w-0 flex-col gap-3.5 wide:gap-4.5"
    >
      <div>
        <h2 id={`contract-${contract.id}`} className="text-xl font-semibold">
          {contract.name}
        </h2>
        <p className="text-muted">
          {[
            contractKindWords[contract.kind](),
            contract.startsOn > page.today
              ? m.contracts_from({ day: formatDay(contract.startsOn) })
              : m.contracts_since({ day: formatDay(contract.startsOn) }),
          ].join(" · ")}
        </p>
      </div>
      {contract.notice && (
        <Notice
          tone="low"
          quiet
          title={m.contracts_notice_given_title({ day: formatDay(contract.notice.endsOn) })}
        >
          {m.contracts_notice_given_text({
            name: contract.notice.by,
            day: formatDay(contract.notice.givenOn),
          })}
          {contract.notice.words && (
            <p className="whitespace-pre-line">
              {m.contracts_notice_words()}: {contract.notice.words}
            </p>
          )}
        </Notice>
      )}
      {part.ends.map(({ cause, lastOn, reason }) => (
        <Notice key={cause} tone="low" quiet title={m.contracts_ends_title({ day: formatDay(lastOn) })}>
          {cause === "staff" ? m.contracts_end_by_msp() : endCauseWords[cause]()}
          {cause === "staff" && <p>{reason}</p>}
        </Notice>
      ))}
      {page.seesPrices && (
        <Card padding="none" title={m.contracts_what_you_pay()} titleId={`lines-${contract.id}`}>
          <MonthLines lines={part.lines} currency={contract.currency} />
        </Card>
      )}
      <CardGrid columns={2}>
        {page.seesPrices && <ClockCard part={part} page={page} />}
        <ScopeCard part={part} />
        {part.sla.length > 0 && <SlaCard id={contract.id} sla={part.sla} />}
        <ContractAgreements
          contractId={contract.id}
          agreements={part.agreements}
          base="/agreements"
          sendTo={null}
        />
        {page.seesPrices && <HistoryCard part={part} />}
        <TermsCard contract={contract} withdrawable={null} />
      </CardGrid>
    </section>
  );
}

function ClockCard({ part, page }: { part: ContractPart; page: ContractPage }) {
  const { contract } = part;
  return (
    <Card
      title={m.contracts_clock_title()}
      titleId={`clock-${contract.id}`}
      aside={
        <TextLink to="/contract/calendar" reloadDocument className="text-sm">
          {m.contracts_clock_file()}
        </TextLink>
      }
    >
      <p className="mb-4 text-sm text-muted first-letter:uppercase">{termWords(contract)}</p>
      <ContractClock events={part.clock} today={page.today} />
      {page.mayGiveNotice && part.endsIfNotice && (
        <div className="mt-4">
          <LinkButton to={`/contract/${contract.id}/notice`} size="small">
            {m.contracts_notice_link()}
          </LinkButton>
        </div>
      )}
    </Card>
  );
}

function ScopeCard({ part: { contract, included, excluded } }: { part: ContractPart }) {
  return (
    <Card title={m.contracts_included_title()} titleId={`scope-${contract.id}`}>
      {included.length === 0 && excluded.length === 0 && (
        <p className="text-muted">{m.contracts_included_none()}</p>
      )}
      <Bullets items={included} />
      {excluded.length > 0 && (
        <>
          <h3 className="mt-4 mb-1 font-semibold">{m.contracts_excluded_title()}</h3>
          <Bullets items={excluded} />
        </>
      )}
    </Card>
  );
}

function Bullets({ items }: { items: readonly string[] }) {
  return (
    <ul className="list-disc pl-5">
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}

/** Times promised, in hours of the MSP's business day. */
export function SlaCard({ id, sla }: { id: string; sla: readonly SlaTarget[] }) {
  const time = (minutes: number | null): string =>
    minutes === null ? m.contracts_sla_none() : formatMinutes(minutes);
  return (
    <Card padding="none" title={m.contracts_sla_title()} titleId={`sla-${id}`}>
      <DataTable
        caption={m.contracts_sla_title()}
        rows={[...sla]}
        rowKey={(row) => row.priority}
        phone="flow"
        columns={[
          {
            key: "priority",
            header: m.contracts_sla_priority(),
            primary: true,
            cell: (row) => priorityWords[row.priority](),
          },
          {
            key: "response",
            header: m.contracts_sla_response(),
            align: "right",
            cell: (row) => time(row.responseMinutes),
          },
          {
            key: "resolution",
            header: m.contracts_sla_resolution(),
            align: "right",
            cell: (row) => time(row.resolutionMinutes),
          },
        ]}
      />
      <p className="px-5 pt-2 pb-4 text-sm text-muted">{m.contracts_sla_note()}</p>
    </Card>
  );
}

function HistoryCard({ part }: { part: ContractPart }) {
  const { contract, history } = part;
  return (
    <Card title={m.contracts_history_title()} titleId={`history-${contract.id}`}>
      <EntryList
        rows={[
          ...endRows(part),
          ...history.map(({ id, effectiveOn, reason, madeBy, madeOn }) => ({
            key: id,
            title: reason ?? m.contracts_history_start(),
            detail: madeBy
              ? m.contracts_history_by({
                  day: formatDay(effectiveOn),
                  name: madeBy,
                  made: formatDay(madeOn, "medium"),
                })
              : m.contracts_history_from({ day: formatDay(effectiveOn) }),
          })),
        ]}
      />
    </Card>
  );
}

/** What ends a contract, as rows of its history. */
function endRows({ contract: { notice }, ends }: ContractPart) {
  return [
    ...ends.map(({ cause, lastOn }) => ({
      key: cause,
      title: m.contracts_ends_title({ day: formatDay(lastOn) }),
      detail: cause === "staff" ? m.contracts_end_by_msp() : endCauseWords[cause](),
    })),
    ...(notice
      ? [
          {
            key: "notice",
            title: m.contracts_notice_given_title({ day: formatDay(notice.endsOn) }),
            detail: m.contracts_notice_given_text({ name: notice.by, day: formatDay(notice.givenOn) }),
          },
        ]
      : []),
  ];
}
