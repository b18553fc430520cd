import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { getFourNumbers } from "#app/contracts/licences-in-contract.server.ts";
import { requireClient } from "#app/identity/guard.server.ts";
import { may } from "#app/identity/permission.ts";
import { peopleAccess } from "#app/people/access.ts";
import { LicenceList, LicenceTotals } from "#app/people/components/licence-list.tsx";
import { LicencesByPerson } from "#app/people/components/licences-by-person.tsx";
import { sortLicences } from "#app/people/sorted-lists.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.people_licences_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request, peopleAccess.seeLicences);
  const page = await getFourNumbers(scope, scope.clientId);
  const { lines, list } = sortLicences(page.lines, new URL(request.url));
  return {
    page: { ...page, lines },
    list,
    prices: may(scope, peopleAccess.seePrices),
  };
}

export default function Licences() {
  const { page, list, prices } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={m.people_licences_title()}
        subtitle={m.people_licences_subtitle()}
        actions={
          page.lines.length > 0 && (
            <LinkButton to="/licences/csv" reloadDocument size="small">
              {m.people_csv()}
            </LinkButton>
          )
        }
      />
      <Stack>
        {prices && page.lines.length > 0 && <LicenceTotals totals={page.totals} />}
        <LicenceList lines={page.lines} list={list} prices={prices} contractEndsOn={page.contractEndsOn} />
        <LicencesByPerson lines={page.lines} currency={page.totals.currency} prices={prices} />
      </Stack>
    </>
  );
}
