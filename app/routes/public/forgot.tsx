import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { PublicPage } from "#app/identity/components/public-page.tsx";
import { PlainForm } from "#app/identity/components/plain-form.tsx";
import { knownDevice } from "#app/identity/device-cookie.server.ts";
import { getSite } from "#app/identity/site.server.ts";
import { forgotForm } from "#app/identity/forms.server.ts";
import { askForReset } from "#app/identity/reset-password.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { TextLink } from "#app/ui/card.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { Notice } from "#app/ui/notice.tsx";

export const meta: MetaFunction = () => [
  { title: m.identity_page_title({ page: m.identity_forgot_title() }) },
];

export async function loader({ request }: LoaderFunctionArgs) {
  return { site: await getSite(), sent: new URL(request.url).searchParams.has("sent") };
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await readForm(request, forgotForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const { email } = form.value;
  await askForReset(email, await knownDevice(request, email));
  return redirect("/forgot?sent");
}

export default function Forgot() {
  const { site, sent } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  return (
    <PublicPage
      site={site}
      title={m.identity_forgot_title()}
      lead={sent ? undefined : m.identity_forgot_lead()}
      below={<TextLink to="/sign-in">{m.identity_back_to_sign_in()}</TextLink>}
    >
      {sent ? (
        <Notice tone="good" title={m.identity_forgot_sent_title()}>
          {m.identity_forgot_sent_text()}
        </Notice>
      ) : (
        <PlainForm<{ email: string }> lastResult={lastResult}>
          {(fields) => (
            <>
              <TextField
                field={fields.email}
                label={m.identity_email()}
                type="email"
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                inputMode="email"
              />
              <SubmitButton>{m.identity_forgot_button()}</SubmitButton>
            </>
          )}
        </PlainForm>
      )}
    </PublicPage>
  );
}
