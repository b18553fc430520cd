import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { agreementsAccess } from "#app/agreements/access.ts";
import { openToSign } from "#app/agreements/agreement-page.server.ts";
import { answerDecline } from "#app/agreements/answer-sign.server.ts";
import { DeclinePage } from "#app/agreements/components/sign-page.tsx";
import { requireStaff } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.agreements_decline() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, agreementsAccess.manage);
  return { page: await openToSign(scope, uuidParam(params["agreementId"])) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, agreementsAccess.manage);
  const agreementId = uuidParam(params["agreementId"]);
  return answerDecline(request, scope, agreementId, `/staff/agreements/${agreementId}`);
}

export default function StaffAgreementDecline() {
  const { page } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  return (
    <DeclinePage
      page={page}
      base={`/staff/agreements/${page.agreement.id}`}
      lastResult={lastResult ?? null}
    />
  );
}
