import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { conversionAccess } from "#app/conversion/access.ts";
import { ProposalTable } from "#app/conversion/components/proposal-table.tsx";
import { listProposalRows } from "#app/conversion/proposal-list.server.ts";
import { requireClient } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.conversion_proposals() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request, conversionAccess.see);
  return { rows: await listProposalRows(scope) };
}

export default function ClientProposals() {
  const { rows } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={m.conversion_proposals()} />
      <ProposalTable rows={rows} base="/proposals" emptyText={m.conversion_proposals_none_client()} />
    </>
  );
}
