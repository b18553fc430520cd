import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { conversionAccess } from "#app/conversion/access.ts";
import { ProposalTable } from "#app/conversion/components/proposal-table.tsx";
import { listProposalRows } from "#app/conversion/proposal-list.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.conversion_proposals() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, conversionAccess.read);
  return { rows: await listProposalRows(scope) };
}

export default function Proposals() {
  const { rows } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={m.conversion_proposals()} subtitle={m.conversion_proposals_subtitle()} />
      <ProposalTable
        rows={rows}
        base="/staff/proposals"
        emptyText={m.conversion_proposals_none_text()}
        withClient
      />
    </>
  );
}
