import { randomUUID } from "node:crypto";

import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { clientsAccess } from "#app/clients/access.ts";
import { readPurpose } from "#app/billing/contract-payment/setup-purpose.ts";
import { MethodView } from "#app/billing/topup/components/method-view.tsx";
import { startSetup } from "#app/billing/topup/start-setup.server.ts";
import { methodForm } from "#app/billing/topup/topup-form.server.ts";
import { getMethodPage } from "#app/billing/topup/topup-page.server.ts";
import { requireClient, requireFresh } from "#app/identity/guard.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { getLocale } from "#app/platform/i18n/locale.ts";

export const meta: MetaFunction = () => [{ title: `${m.topup_method_title()} · ${m.app_name()}` }];

/** What the payment method is saved for, read from the address. */
const purposeIn = (request: Request) => readPurpose(new URL(request.url).searchParams);

export async function loader({ request }: LoaderFunctionArgs) {
  return {
    page: await getMethodPage(await requireClient(request, clientsAccess.spend), purposeIn(request)),
    formKey: randomUUID(),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireClient(request, clientsAccess.spend);
  await requireFresh(request);
  const form = await readForm(request, methodForm);
  if (form.status !== "success") return data({ lastResult: form.reply(), refusal: null }, { status: 400 });
  const { formKey, mandate } = form.value;
  const purpose = purposeIn(request);
  const started = await startSetup(scope, formKey, mandate ?? null, getLocale(), purpose);
  if (!started.ok) {
    const { refusal } = started;
    // How it ended shows on the page that it was for.
    if (refusal === "form-used") return redirect(purpose.returnTo, 303);
    return data({ lastResult: null, refusal }, { status: 409 });
  }
  return redirect(started.value, 303);
}

export default function TopUpMethod() {
  const { page, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <MethodView
      page={page}
      formKey={formKey}
      lastResult={answer?.lastResult ?? null}
      refusal={answer?.refusal ?? null}
    />
  );
}
