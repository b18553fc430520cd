import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { agreementsAccess } from "#app/agreements/access.ts";
import { listAgreementRows } from "#app/agreements/agreement-page.server.ts";
import { AgreementTable } from "#app/agreements/components/agreement-table.tsx";
import { requireClient, requireSignedIn } from "#app/identity/guard.server.ts";
import { may } from "#app/identity/permission.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.agreements_group() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request, agreementsAccess.sign);
  const { zone } = await requireSignedIn(request);
  return { rows: await listAgreementRows(scope), zone, mayAuthorize: may(scope, agreementsAccess.authorize) };
}

export default function Agreements() {
  const { rows, zone, mayAuthorize } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={m.agreements_group()} subtitle={m.agreements_subtitle()} />
      <Stack>
        <AgreementTable rows={rows} base="/agreements" zone={zone} />
        {mayAuthorize && (
          <LinkButton to="/agreements/signatories" className="justify-self-start">
            {m.agreements_authority_title()}
          </LinkButton>
        )}
      </Stack>
    </>
  );
}
