import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { firstOwnerForm } from "#app/identity/forms.server.ts";
import { signIn } from "#app/identity/sign-in.server.ts";
import { passwordWords } from "#app/identity/words.ts";
import { OwnerForm } from "#app/office/setup/components/owner-form.tsx";
import { SetupFrame } from "#app/office/setup/components/setup-frame.tsx";
import { setUpOwner } from "#app/office/setup/set-up-owner.server.ts";
import { getSetupPage } from "#app/office/setup/setup-page.server.ts";
import { requireSetup } from "#app/office/setup/setup-session.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { getLocale } from "#app/platform/i18n/locale.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";

export const meta: MetaFunction = () => [{ title: m.identity_page_title({ page: m.setup_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireSetup(request);
  return getSetupPage();
}

export async function action({ request }: ActionFunctionArgs) {
  const key = await requireSetup(request);
  const form = await readForm(request, firstOwnerForm);
  if (form.status !== "success") return data(form.reply({ hideFields: ["password"] }), { status: 400 });
  const { email, password } = form.value;
  const made = await setUpOwner(key, { ...form.value, locale: getLocale() });
  if (made.ok || made.refusal === "owner-there") {
    // Sent twice, the second one signs in as well.
    const entry = await signIn(request, email, password);
    return redirect("/setup/hours", entry.ok ? { headers: entry.headers } : undefined);
  }
  const reply =
    made.refusal === "company-first"
      ? form.reply({ formErrors: [m.setup_company_first()], hideFields: ["password"] })
      : form.reply({ fieldErrors: { password: [passwordWords[made.refusal]()] }, hideFields: ["password"] });
  return data(reply, { status: 409 });
}

export default function SetupOwner() {
  const { owner } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  return (
    <SetupFrame title={m.setup_step_owner()} lead={owner ? undefined : m.setup_owner_lead()}>
      {owner ? (
        <>
          <Notice tone="good" quiet>
            {m.setup_owner_done(owner)}
          </Notice>
          <div>
            <LinkButton to="/setup/hours" tone="primary">
              {m.setup_continue()}
            </LinkButton>
          </div>
        </>
      ) : (
        <OwnerForm lastResult={lastResult} />
      )}
    </SetupFrame>
  );
}
