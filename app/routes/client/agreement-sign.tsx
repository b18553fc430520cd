import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { agreementsAccess } from "#app/agreements/access.ts";
import type { Agreement } from "#app/agreements/agreement.ts";
import { openToSign } from "#app/agreements/agreement-page.server.ts";
import { answerSign } from "#app/agreements/answer-sign.server.ts";
import { SignPage } from "#app/agreements/components/sign-page.tsx";
import { requireClient } from "#app/identity/guard.server.ts";
import { requireProof } from "#app/identity/require-proof.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { safePath, uuidParam } from "#app/platform/http.server.ts";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.agreements_sign_title() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireClient(request, agreementsAccess.sign);
  const page = await openToSign(scope, uuidParam(params["agreementId"]));
  await requireProof(request);
  return { page };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const agreementId = uuidParam(params["agreementId"]);
  const scope = await requireClient(request, agreementsAccess.sign);
  const { agreement } = await openToSign(scope, agreementId);
  const proven = await requireProof(request);
  const to = safePath(new URL(request.url).searchParams.get("to"), goOnPath(agreement));
  return answerSign(request, proven, { agreementId, to });
}

/** Where it goes on after the signature: with the proposal that was taken, else at the agreement. */
function goOnPath({ id, subjectKind, subjectId }: Agreement): string {
  return subjectKind === "proposal" ? `/proposals/${subjectId}` : `/agreements/${id}`;
}

export default function AgreementSign() {
  const { page } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  return <SignPage page={page} base={`/agreements/${page.agreement.id}`} lastResult={lastResult ?? null} />;
}
