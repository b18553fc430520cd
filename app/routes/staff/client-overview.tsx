import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useParams, useSearchParams } from "@remix-run/react";

import { StaffTopupCard } from "#app/billing/topup/components/staff-topup-card.tsx";
import { getStaffTopup } from "#app/billing/topup/staff-topup.server.ts";
import { contractCardOf } from "#app/contracts/contract-card.server.ts";
import { ContractCard } from "#app/contracts/components/contract-card.tsx";
import { ClientHours } from "#app/office/components/client-hours.tsx";
import { ClientPeople, OpenRequests, RecentWork } from "#app/office/components/client-around.tsx";
import { getClientOverview } from "#app/office/client-overview.server.ts";
import { identityAccess } from "#app/identity/access.ts";
import { may } from "#app/identity/permission.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { hoursAccess } from "#app/hours/access.ts";
import { BurnDown } from "#app/hours/components/burn-down.tsx";
import { ButtonRow, LinkButton } from "#app/ui/button.tsx";
import { Card, CardGrid } from "#app/ui/card.tsx";
import { Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = ({ matches }) => matches.flatMap((match) => match.meta ?? []).slice(-1);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  const clientId = uuidParam(params["clientId"]);
  const overview = await getClientOverview(scope, clientId);
  return {
    ...overview,
    contractCard: overview.contract && contractCardOf(overview.contract, overview.today),
    topup: await getStaffTopup(scope, clientId),
    mayInvite: may(scope, identityAccess.manageClientPeople),
    mayGive: may(scope, hoursAccess.give),
  };
}

export default function StaffClientOverview() {
  const page = useLoaderData<typeof loader>();
  const [query] = useSearchParams();
  const base = `/staff/clients/${useParams()["clientId"] ?? ""}`;
  return (
    <Stack>
      {(page.level !== "none" || page.contract === null) && (
        <ClientHours page={page} nextSteps={<NextSteps page={page} base={base} />} />
      )}
      {page.points.length > 0 && (
        <CardGrid columns="wide-first">
          <Card title={m.desk_client_course()} titleId="course">
            <BurnDown
              points={page.points}
              today={page.today}
              thresholdMinutes={page.thresholdMinutes}
              emptyOn={page.emptyOn}
              table={query.get("table")}
            />
          </Card>
          <RecentWork work={page.work} to={`${base}/hours`} />
        </CardGrid>
      )}
      <CardGrid columns={page.contract && page.points.length > 0 ? 3 : 2}>
        {page.points.length === 0 && <RecentWork work={page.work} to={`${base}/hours`} />}
        <OpenRequests requests={page.requests} count={page.openRequests} to={`${base}/requests`} />
        {page.topup && <StaffTopupCard topup={page.topup} actionTo={`${base}/top-up`} />}
        <ClientPeople
          people={page.people}
          invited={page.invited}
          to={page.mayInvite ? `${base}/people` : null}
        />
        {page.contractCard && <ContractCard contract={page.contractCard} to={`${base}/contract`} />}
      </CardGrid>
    </Stack>
  );
}

/** What comes first for a client without a block: somebody who can buy one, or hours that are given. */
function NextSteps({
  page: { mayInvite, mayGive, people, invited },
  base,
}: {
  page: { mayInvite: boolean; mayGive: boolean; people: unknown[]; invited: unknown[] };
  base: string;
}) {
  if (!mayInvite && !mayGive) return null;
  const isNobodyThere = people.length + invited.length === 0;
  return (
    <ButtonRow>
      {mayInvite && (
        <LinkButton to={`${base}/people`} tone={isNobodyThere ? "primary" : "secondary"}>
          {m.office_next_invite()}
        </LinkButton>
      )}
      {mayGive && <LinkButton to={`${base}/hours/adjust`}>{m.office_next_give()}</LinkButton>}
    </ButtonRow>
  );
}
