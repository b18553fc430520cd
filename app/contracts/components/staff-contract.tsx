import { Form } from "@remix-run/react";

import type { StaffContract, StaffContractPage } from "#app/contracts/staff-contract-page.server.ts";
import type { Reply } from "#app/people/components/act-form.tsx";
import type { ContractVersion } from "#app/contracts/rules/contract.ts";
import { formatDay, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card, CardGrid } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Stack } from "#app/ui/page.tsx";

import { ChargesCard } from "./charges-card.tsx";
import { JobsCard } from "./jobs-card.tsx";
import { SlaCard } from "./contract-view.tsx";
import { ContractAgreements } from "./contract-agreements.tsx";
import { ContractClock } from "./contract-clock.tsx";
import { UnsignedVersion, VersionLine } from "./version-lines.tsx";
import { contractKindWords, endCauseWords, monthWords } from "./line-words.ts";
import { termWords } from "./term-words.ts";
import { MonthLines } from "./month-lines.tsx";
import { TermsCard } from "./terms-card.tsx";

interface StaffContractsProps {
  page: StaffContractPage;
  /** The address of the tab, below which the forms stand. */
  base: string;
  newId: string;
  lastResult: Reply;
}

/** A client's contracts for the people of the MSP: versions with their lines and costs, the clock, and what this month counts. */
export function StaffContracts({ page, base, newId, lastResult }: StaffContractsProps) {
  return (
    <Stack>
      {page.mayEdit && (
        <div className="flex flex-wrap gap-2.5">
          <LinkButton to={`${base}/edit`} size="small">
            {m.contracts_new()}
          </LinkButton>
          <LinkButton to={`${base}/import`} size="small">
            {m.contracts_import_title()}
          </LinkButton>
        </div>
      )}
      {page.contracts.length === 0 && (
        <Card padding="none">
          <EmptyState icon="contract" title={m.contracts_empty_title()}>
            {m.contracts_staff_empty_text()}
          </EmptyState>
        </Card>
      )}
      {page.contracts.map((one) => (
        <OneContract key={one.contract.id} one={one} page={page} base={base} newId={newId} />
      ))}
      <JobsCard page={page} newId={newId} lastResult={lastResult} />
      <ChargesCard page={page} lastResult={lastResult} />
      {page.lines.length > 0 && (
        <Card
          padding="none"
          title={m.contracts_month_so_far({ month: monthWords(page.month) })}
          titleId="month"
          aside={<strong>{formatMoney(page.totalMinor, page.currency)}</strong>}
        >
          <MonthLines lines={page.lines} currency={page.currency} />
        </Card>
      )}
    </Stack>
  );
}

/** Raises the prices on the contract's next day for indexation, where no version begins there yet. */
function IndexForm({ one, page, newId }: { one: StaffContract; page: StaffContractPage; newId: string }) {
  const next = one.clock.find(({ kind }) => kind === "indexation");
  const isDone = one.contract.versions.some(({ effectiveOn }) => next && effectiveOn >= next.on);
  if (!next || isDone || !page.mayEdit) return null;
  return (
    <Form method="post" className="mt-3">
      <input type="hidden" name="contractId" value={one.contract.id} />
      <input type="hidden" name="id" value={newId} />
      <SubmitButton tone="secondary" size="small" name="intent" value="index">
        {m.contracts_index_on({ day: formatDay(next.on) })}
      </SubmitButton>
    </Form>
  );
}

interface OneContractProps {
  one: StaffContract;
  page: StaffContractPage;
  base: string;
  newId: string;
}

function OneContract({ one, page, base, newId }: OneContractProps) {
  const { contract } = one;
  const versions = [...contract.versions].reverse();
  return (
    <section aria-labelledby={`contract-${contract.id}`} className="flex min-w-0 flex-col gap-3.5">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 id={`contract-${contract.id}`} className="text-xl font-semibold">
            {contract.name}
          </h2>
          <p className="text-muted">
            {[contractKindWords[contract.kind](), termWords(one.standing)].join(" · ")}
          </p>
        </div>
        {page.mayEdit && (
          <ButtonRow>
            <LinkButton to={`${base}/edit?contract=${contract.id}`} size="small">
              {m.contracts_new_version()}
            </LinkButton>
            <LinkButton to={`${base}/${contract.id}/renewal`} size="small">
              {m.contracts_renew_title()}
            </LinkButton>
            <LinkButton to={`${base}/${contract.id}/terms`} size="small">
              {m.contracts_terms_title()}
            </LinkButton>
            {canEnd(one, page) && (
              <LinkButton to={`${base}/${contract.id}/end`} size="small" tone="quiet">
                {m.contracts_end_title()}
              </LinkButton>
            )}
          </ButtonRow>
        )}
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
      <Ends one={one} page={page} />
      <CardGrid columns="wide-first">
        <Stack>
          {one.unsigned.map((unsigned) => (
            <UnsignedVersion
              key={unsigned.version.id}
              {...unsigned}
              currency={contract.currency}
              page={page}
              sendTo={`${base}/${contract.id}/document?kind=change-order`}
            />
          ))}
          {versions.map((version) => (
            <Version key={version.id} version={version} one={one} page={page} />
          ))}
        </Stack>
        <Stack>
          <Card title={m.contracts_clock_title()} titleId={`clock-${contract.id}`}>
            <ContractClock events={one.clock} today={page.today} />
            <IndexForm one={one} page={page} newId={newId} />
          </Card>
          <TermsCard contract={contract} withdrawable={page.mayEdit ? one.withdrawableTerms : null} />
          <ContractAgreements
            contractId={contract.id}
            agreements={one.agreements}
            base="/staff/agreements"
            sendTo={page.maySend ? `${base}/${contract.id}/document` : null}
          />
          {versions[0] && versions[0].sla.length > 0 && <SlaCard id={contract.id} sla={versions[0].sla} />}
        </Stack>
      </CardGrid>
    </section>
  );
}

/** Tells whether somebody of the MSP can end the contract: it goes on after today, and none of them has. */
function canEnd({ contract, ends }: StaffContract, { today }: StaffContractPage): boolean {
  return (
    (contract.endsOn === null || contract.endsOn > today) && ends.every(({ cause }) => cause !== "staff")
  );
}

/** What ends the contract besides a notice, and the way back from the MSP's own end. */
function Ends({ one, page }: { one: StaffContract; page: StaffContractPage }) {
  return one.ends.map(({ id, cause, lastOn, reason, by, endedOn }) => (
    <Notice key={id} tone="low" quiet title={m.contracts_ends_title({ day: formatDay(lastOn) })}>
      {cause === "staff"
        ? m.contracts_end_by_staff({ name: by, day: formatDay(endedOn) })
        : endCauseWords[cause]()}
      <p>{reason}</p>
      {cause === "staff" && one.mayUndo && page.mayEdit && (
        <Form method="post" className="mt-3">
          <input type="hidden" name="contractId" value={one.contract.id} />
          <SubmitButton tone="secondary" size="small" name="intent" value="undo-end">
            {m.contracts_end_undo()}
          </SubmitButton>
        </Form>
      )}
    </Notice>
  ));
}

function Version({
  version,
  one,
  page,
}: {
  version: ContractVersion;
  one: StaffContract;
  page: StaffContractPage;
}) {
  const { contract } = one;
  const present = [...contract.versions].reverse().find(({ effectiveOn }) => effectiveOn <= page.today);
  return (
    <Card
      title={m.contracts_version_from({ day: formatDay(version.effectiveOn) })}
      titleId={`version-${version.id}`}
      aside={
        version.id === present?.id && one.isInForce ? (
          <Badge tone="good" size="small">
            {m.contracts_in_force()}
          </Badge>
        ) : version.effectiveOn > page.today ? (
          <Badge tone="info" size="small">
            {m.contracts_to_come()}
          </Badge>
        ) : null
      }
    >
      <p className="mb-2 text-sm text-muted">
        {[version.reason ?? m.contracts_history_start(), version.madeBy].filter(Boolean).join(" · ")}
      </p>
      <ul className="divide-y divide-line">
        {version.lines.map((line) => (
          <VersionLine
            key={line.id}
            line={line}
            currency={contract.currency}
            margin={page.costs?.[line.id] ?? null}
          />
        ))}
      </ul>
      {page.mayEdit && one.withdrawable.includes(version.id) && (
        <Form method="post" className="mt-3">
          <input type="hidden" name="version" value={version.id} />
          <SubmitButton tone="danger" size="small" name="intent" value="withdraw">
            {m.contracts_withdraw()}
          </SubmitButton>
        </Form>
      )}
    </Card>
  );
}
