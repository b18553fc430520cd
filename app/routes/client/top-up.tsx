import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useRouteLoaderData } from "@remix-run/react";

import { clientsAccess } from "#app/clients/access.ts";
import { chooseTopup } from "#app/billing/topup/choose-topup.server.ts";
import { TopupView } from "#app/billing/topup/components/topup-view.tsx";
import { removeMethod } from "#app/billing/topup/remove-method.server.ts";
import { seenPrice, seenTerms, topupForm } from "#app/billing/topup/topup-form.server.ts";
import { getTopupPage } from "#app/billing/topup/topup-page.server.ts";
import type { ClientFrameData } from "#app/portal/client-frame.server.ts";
import { ContractNotice } from "#app/portal/components/contract-notice.tsx";
import { requireClient } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { getLocale } from "#app/platform/i18n/locale.ts";

export const meta: MetaFunction = () => [{ title: `${m.topup_title()} · ${m.app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
  return { page: await getTopupPage(await requireClient(request)), formKey: randomUUID() };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireClient(request, clientsAccess.spend);
  const form = await readForm(request, topupForm);
  if (form.payload["intent"] === "remove") {
    await removeMethod(scope);
    return redirectWithNotice("/top-up", { kind: "good", text: m.topup_method_removed() });
  }
  if (form.status !== "success") return data({ lastResult: form.reply(), refusal: null }, { status: 400 });
  const { formKey, mode, threshold, block, maxCount, maxAmount } = form.value;
  const chosen = await chooseTopup(scope, {
    formKey,
    mode,
    thresholdMinutes: threshold,
    blockId: block ?? null,
    maxPer30d: maxCount,
    maxMinorPer30d: maxAmount ?? null,
    seenGrossMinor: seenPrice(form.value),
    seenTerms: seenTerms(form.value),
    locale: getLocale(),
  });
  if (!chosen.ok) return data({ lastResult: form.reply(), refusal: chosen.refusal }, { status: 409 });
  return redirectWithNotice("/top-up", { kind: "good", text: m.topup_saved() });
}

export default function TopUp() {
  const { page, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const frame = useRouteLoaderData<ClientFrameData>("routes/client/layout");
  return (
    <>
      <ContractNotice frame={frame} />
      <TopupView
        page={page}
        formKey={formKey}
        lastResult={answer?.lastResult ?? null}
        refusal={answer?.refusal ?? null}
      />
    </>
  );
}
