import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";

import { getAuthenticatorPage } from "#app/identity/authenticator-page.server.ts";
import { Authenticator } from "#app/identity/components/authenticator.tsx";
import { requireFresh, requireSignedIn } from "#app/identity/guard.server.ts";
import { beginEnrolment, completeEnrolment, dropSecondFactor } from "#app/identity/second-factor.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

export const meta: MetaFunction = () => [{ title: m.identity_page_title({ page: m.identity_mfa_title() }) }];

const schema = z.object({
  intent: z.enum(["begin", "complete", "drop"]),
  code: z.string().trim().optional(),
  password: z.string().max(1000).optional(),
});

export async function loader({ request }: LoaderFunctionArgs) {
  await requireFresh(request, { enrolling: true });
  return getAuthenticatorPage(await requireSignedIn(request, { enrolling: true }));
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireFresh(request, { enrolling: true });
  const form = await readForm(request, schema);
  if (form.status !== "success") return data(form.reply({ hideFields: ["password"] }), { status: 400 });
  const { intent, code = "", password = "" } = form.value;
  if (intent === "begin") {
    await beginEnrolment(scope);
    return redirect("/security/authenticator");
  }
  if (intent === "complete") {
    const answer = await completeEnrolment(request, scope, code);
    return answer.ok
      ? redirect("/security/backup-codes", { headers: answer.headers })
      : data(form.reply({ fieldErrors: { code: [m.identity_code_wrong()] } }), { status: 409 });
  }
  const answer = await dropSecondFactor(request, await requireSignedIn(request), password);
  if (answer.ok)
    return redirectWithNotice("/security", { kind: "info", text: m.identity_mfa_dropped() }, answer.headers);
  const words = answer.refusal === "required" ? m.identity_mfa_required() : m.identity_password_wrong();
  return data(form.reply({ fieldErrors: { password: [words] }, hideFields: ["password"] }), { status: 409 });
}

export default function SecurityAuthenticator() {
  return <Authenticator page={useLoaderData<typeof loader>()} lastResult={useActionData<typeof action>()} />;
}
