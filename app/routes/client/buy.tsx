import { may } from "#app/identity/permission.ts";
import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData, useRouteLoaderData } from "@remix-run/react";

import { clientsAccess } from "#app/clients/access.ts";
import { getBuyPage } from "#app/billing/buy-page.server.ts";
import { BuyBlocks } from "#app/billing/components/buy-blocks.tsx";
import { saveDetailsForm } from "#app/clients/save-billing-details.server.ts";
import type { ClientFrameData } from "#app/portal/client-frame.server.ts";
import { ContractNotice } from "#app/portal/components/contract-notice.tsx";
import { requireClient } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.billing_buy_title()} · ${m.app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request);
  if (!may(scope, clientsAccess.spend)) return redirect("/buy/ask");
  const asked = new URL(request.url).searchParams;
  return {
    page: await getBuyPage(scope),
    chosen: asked.get("block"),
    editing: asked.get("details") === "edit",
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireClient(request, clientsAccess.spend);
  const saved = await saveDetailsForm(request, scope);
  if (!saved.ok) return data(saved.reply, { status: 400 });
  const block = new URL(request.url).searchParams.get("block");
  return redirectWithNotice(block ? `/buy?block=${encodeURIComponent(block)}` : "/buy", {
    kind: "good",
    text: m.billing_details_saved(),
  });
}

export default function Buy() {
  const { page, chosen, editing } = useLoaderData<typeof loader>();
  const frame = useRouteLoaderData<ClientFrameData>("routes/client/layout");
  return (
    <>
      <ContractNotice frame={frame} buying />
      <BuyBlocks
        page={page}
        chosen={chosen}
        editing={editing}
        lastResult={useActionData<typeof action>() ?? null}
      />
    </>
  );
}
