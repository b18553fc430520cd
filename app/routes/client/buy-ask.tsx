import { may } from "#app/identity/permission.ts";
import { clientsAccess } from "#app/clients/access.ts";
import { randomUUID } from "node:crypto";

import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData, useRouteLoaderData } from "@remix-run/react";

import { askForm } from "#app/billing/ask-form.server.ts";
import { askToBuy } from "#app/billing/ask-to-buy.server.ts";
import { getBuyPage } from "#app/billing/buy-page.server.ts";
import { AskForm } from "#app/billing/components/ask-form.tsx";
import type { ClientFrameData } from "#app/portal/client-frame.server.ts";
import { ContractNotice } from "#app/portal/components/contract-notice.tsx";
import { requireClient } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { FormReplies } from "#app/ui/fields/reply-form.tsx";

export const meta: MetaFunction = () => [{ title: `${m.billing_ask_title()} · ${m.app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request);
  if (may(scope, clientsAccess.spend)) return redirect("/buy");
  const { offers, currency, clientName } = await getBuyPage(scope);
  return { offers, currency, clientName, formKey: randomUUID() };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireClient(request);
  const form = await readForm(request, askForm);
  if (form.status !== "success") return data({ lastResult: form.reply(), refusal: null }, { status: 400 });
  const asked = await askToBuy(scope, {
    formKey: form.value.formKey,
    blockId: form.value.block,
    message: form.value.message,
  });
  if (!asked.ok) return data({ lastResult: form.reply(), refusal: asked.refusal }, { status: 409 });
  return redirectWithNotice("/", {
    kind: "good",
    text: m.billing_ask_sent({ names: asked.value.asked.join(", ") }),
  });
}

export default function BuyAsk() {
  const answer = useActionData<typeof action>();
  const frame = useRouteLoaderData<ClientFrameData>("routes/client/layout");
  return (
    <>
      <ContractNotice frame={frame} buying />
      <FormReplies reply={answer?.lastResult}>
        <AskForm {...useLoaderData<typeof loader>()} refusal={answer?.refusal ?? null} />
      </FormReplies>
    </>
  );
}
