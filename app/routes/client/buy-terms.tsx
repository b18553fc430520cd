import { randomUUID } from "node:crypto";

import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData, useRouteLoaderData } from "@remix-run/react";

import { clientsAccess } from "#app/clients/access.ts";
import { BuyTerms } from "#app/billing/components/buy-terms.tsx";
import { getBuyPage } from "#app/billing/buy-page.server.ts";
import { placeOrder } from "#app/billing/place-order.server.ts";
import { signTermsAt } from "#app/billing/signed-terms/hour-terms.server.ts";
import { termsForm } from "#app/billing/terms-form.server.ts";
import type { ClientFrameData } from "#app/portal/client-frame.server.ts";
import { ContractNotice } from "#app/portal/components/contract-notice.tsx";
import { requireClient } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";

export const meta: MetaFunction = () => [{ title: `${m.billing_terms_title()} · ${m.app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request, clientsAccess.spend);
  const page = await getBuyPage(scope);
  const blockId = new URL(request.url).searchParams.get("block");
  const offer = page.offers.find((one) => one.blockId === blockId);
  if (!offer) return redirectWithNotice("/buy", { kind: "low", text: m.billing_block_gone() });
  if (page.detailsMissing || page.vies === "held" || page.vies === "review")
    return redirect(`/buy?block=${offer.blockId}`);
  return { page, offer, formKey: randomUUID() };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireClient(request, clientsAccess.spend);
  const toSign = new URL(request.url).searchParams.get("sign");
  if (toSign !== null) return redirect(await signTermsAt(scope, uuidParam(toSign)), 303);
  const form = await readForm(request, termsForm);
  if (form.status !== "success") return data({ lastResult: form.reply(), refusal: null }, { status: 400 });
  const { formKey, block, seen, terms, way } = form.value;
  const placed = await placeOrder(scope, {
    formKey,
    blockId: block,
    seenGrossMinor: seen,
    seenTerms: terms,
    byTransfer: way === "transfer",
  });
  if (!placed.ok) return data({ lastResult: null, refusal: placed.refusal }, { status: 409 });
  return redirect(placed.value.to, 303);
}

export default function Terms() {
  const { page, offer, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const frame = useRouteLoaderData<ClientFrameData>("routes/client/layout");
  return (
    <>
      <ContractNotice frame={frame} buying />
      <BuyTerms
        page={page}
        offer={offer}
        formKey={formKey}
        lastResult={answer?.lastResult ?? null}
        refusal={answer?.refusal ?? null}
      />
    </>
  );
}
