import { useSearchParams } from "@remix-run/react";

import type { ReactNode } from "react";

import { ExpiryCard } from "#app/portal/components/expiry-card.tsx";
import { ForYou } from "#app/portal/components/for-you.tsx";
import { BalanceCard } from "#app/hours/components/balance-card.tsx";
import { OwedWorkCard } from "#app/hours/components/owed-work.tsx";
import { BurnDown } from "#app/hours/components/burn-down.tsx";
import { ContractCard } from "#app/contracts/components/contract-card.tsx";
import { RecentWork } from "#app/portal/components/recent-work.tsx";
import { RequestsCard } from "#app/portal/components/requests-card.tsx";
import { SplitCard } from "#app/hours/components/split-card.tsx";
import { unpackCourse } from "#app/hours/rules/packed-course.ts";
import type { SentDashboard } from "#app/portal/sent-dashboard.server.ts";
import { formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Card, CardGrid, TextLink } from "#app/ui/card.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

/** The client's first page: what waits for this person, how many hours are left, where they went, what goes on; `note` stands under the balance. */
export function Dashboard({ page, note }: { page: SentDashboard; note?: ReactNode }) {
  // An employee comes to ask for something; the balance is the company's.
  const asksFirst = !page.seesAllWork;
  return (
    <>
      <PageHeader
        title={page.greeting}
        actions={!page.mayBuy && <LinkButton to="/requests/new">{m.hours_requests_new()}</LinkButton>}
      />
      <Stack>
        <ForYou lines={page.forYou} />
        {asksFirst && <RequestsCard requests={page.requests} open={page.openRequests} lead />}
        {page.showsHours && <BalanceCard page={page} />}
        {page.owed && page.owed.work.length > 0 && (
          <OwedWorkCard
            work={page.owed.work}
            owedMinutes={page.owedMinutes}
            blockMinutes={page.owed.blockMinutes}
          />
        )}
        {page.showsHours && note}
        {page.lapsing && <ExpiryCard lapsing={page.lapsing} />}
        {!page.showsHours && page.contract && <ContractCard contract={page.contract} to="/contract" lead />}
        {page.showsHours && (
          <CardGrid columns="wide-first">
            <CourseCard page={page} />
            <RecentWork page={page} />
          </CardGrid>
        )}
        <CardGrid columns={page.showsHours && page.contract ? 3 : 2}>
          {page.showsHours && <SplitCard split={page.split} />}
          {!asksFirst && <RequestsCard requests={page.requests} open={page.openRequests} />}
          {page.showsHours && page.contract && <ContractCard contract={page.contract} to="/contract" />}
          {!page.showsHours && <RecentWork page={page} />}
        </CardGrid>
      </Stack>
    </>
  );
}

function CourseCard({ page }: { page: SentDashboard }) {
  const [query] = useSearchParams();
  if (!page.course) return null;
  return (
    <Card title={m.hours_course_title()} titleId="course">
      <BurnDown
        points={unpackCourse(page.course)}
        today={page.today}
        thresholdMinutes={page.thresholdMinutes}
        emptyOn={page.forecast?.emptyOn ?? null}
        table={query.get("table")}
      />
      <p className="mt-3 flex flex-wrap justify-between gap-x-4 gap-y-1">
        <TextLink to="/hours">{m.hours_all_hours()}</TextLink>
        {page.mayBuy && <TextLink to="/alerts">{m.manage_alerts_title()}</TextLink>}
        {page.forecast && (
          <span className="text-sm text-muted">
            {m.hours_pace({ minutes: formatMinutes(page.forecast.perMonthMinutes) })}
          </span>
        )}
      </p>
    </Card>
  );
}
