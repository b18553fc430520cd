import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { agreementsAccess } from "#app/agreements/access.ts";
import { getAgreementPage } from "#app/agreements/agreement-page.server.ts";
import { AgreementView } from "#app/agreements/components/agreement-view.tsx";
import { requireClient, requireSignedIn } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.agreements_group() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireClient(request, agreementsAccess.sign);
  const { zone } = await requireSignedIn(request);
  return { page: await getAgreementPage(scope, uuidParam(params["agreementId"])), zone };
}

export default function Agreement() {
  const { page, zone } = useLoaderData<typeof loader>();
  const { id, title, number } = page.agreement;
  return (
    <>
      <PageHeader title={`${title} ${number}`} back={{ to: "/agreements", label: m.agreements_group() }} />
      <AgreementView page={page} base={`/agreements/${id}`} zone={zone} />
    </>
  );
}
