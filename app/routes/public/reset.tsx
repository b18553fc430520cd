import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { PublicPage } from "#app/identity/components/public-page.tsx";
import { LinkOver, NewPasswordForm } from "#app/identity/components/new-password-form.tsx";
import { getSite } from "#app/identity/site.server.ts";
import { resetForm } from "#app/identity/forms.server.ts";
import { findReset, resetPassword } from "#app/identity/reset-password.server.ts";
import { passwordWords } from "#app/identity/words.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

export const meta: MetaFunction = () => [
  { title: m.identity_page_title({ page: m.identity_reset_title() }) },
];

export async function loader({ params }: LoaderFunctionArgs) {
  const person = await findReset(params["token"] ?? "");
  return data(
    {
      site: await getSite(),
      person: person && { email: person.email, minimum: person.hasSecondFactor ? 12 : 15 },
    },
    { status: person ? 200 : 410 },
  );
}

export async function action({ request, params }: ActionFunctionArgs) {
  const form = await readForm(request, resetForm);
  if (form.status !== "success") return data(form.reply({ hideFields: ["password"] }), { status: 400 });
  const answer = await resetPassword(params["token"] ?? "", form.value.password);
  if (answer.ok) return redirectWithNotice("/sign-in", { kind: "good", text: m.identity_reset_done() });
  if (answer.refusal === "link-over")
    return data(form.reply({ formErrors: [m.identity_link_over()], hideFields: ["password"] }), {
      status: 410,
    });
  return data(
    form.reply({ fieldErrors: { password: [passwordWords[answer.refusal]()] }, hideFields: ["password"] }),
    { status: 409 },
  );
}

export default function Reset() {
  const { site, person } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  if (!person)
    return (
      <LinkOver site={site} text={m.identity_reset_over()} to="/forgot" label={m.identity_forgot_again()} />
    );
  return (
    <PublicPage
      site={site}
      title={m.identity_reset_title()}
      lead={m.identity_reset_lead({ email: person.email })}
    >
      <NewPasswordForm
        lastResult={lastResult}
        email={person.email}
        minimum={person.minimum}
        button={m.identity_reset_button()}
      />
    </PublicPage>
  );
}
