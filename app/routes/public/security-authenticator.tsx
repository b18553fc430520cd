import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { getAuthenticatorPage } from "#app/identity/authenticator-page.server.ts";
import { Authenticator } from "#app/identity/components/authenticator.tsx";
import { authenticatorForm } from "#app/identity/forms.server.ts";
import { requireFresh, requireSignedIn } from "#app/identity/guard.server.ts";
import {
  beginEnrolment,
  completeEnrolment,
  dropSecondFactor,
  type DropAnswer,
} from "#app/identity/second-factor.server.ts";
import { lockedWords } from "#app/identity/words.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

export const meta: MetaFunction = () => [{ title: m.identity_page_title({ page: m.identity_mfa_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireFresh(request, { enrolling: true });
  return getAuthenticatorPage(await requireSignedIn(request, { enrolling: true }));
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireFresh(request, { enrolling: true });
  const form = await readForm(request, authenticatorForm);
  if (form.status !== "success") return data(form.reply({ hideFields: ["password"] }), { status: 400 });
  const { intent, code = "", password = "" } = form.value;
  if (intent === "begin") {
    await beginEnrolment(scope);
    return redirect("/security/authenticator");
  }
  if (intent === "complete") {
    const answer = await completeEnrolment(request, scope, code);
    return answer.ok
      ? redirectWithNotice(
          "/security/backup-codes",
          { kind: "good", text: m.identity_mfa_completed() },
          answer.headers,
        )
      : data(form.reply({ fieldErrors: { code: [m.identity_code_wrong()] } }), { status: 409 });
  }
  const answer = await dropSecondFactor(request, await requireSignedIn(request), { password, code });
  if (answer.ok)
    return redirectWithNotice("/security", { kind: "info", text: m.identity_mfa_dropped() }, answer.headers);
  return data(form.reply({ ...dropErrors(answer), hideFields: ["password"] }), { status: 409 });
}

function dropErrors(
  answer: Exclude<DropAnswer, { ok: true }>,
): { formErrors: string[] } | { fieldErrors: Record<string, string[]> } {
  switch (answer.refusal) {
    case "required":
      return { formErrors: [m.identity_mfa_required()] };
    case "locked":
      return { formErrors: [lockedWords(answer.minutes)] };
    case "wrong-password":
      return { fieldErrors: { password: [m.identity_password_wrong()] } };
    case "wrong-code":
      return { fieldErrors: { code: [m.identity_code_wrong()] } };
  }
}

export default function SecurityAuthenticator() {
  return <Authenticator page={useLoaderData<typeof loader>()} lastResult={useActionData<typeof action>()} />;
}
