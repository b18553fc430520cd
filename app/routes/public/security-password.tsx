import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { changePassword } from "#app/identity/change-password.server.ts";
import { ChangePasswordForm } from "#app/identity/components/change-password-form.tsx";
import { PublicPage } from "#app/identity/components/public-page.tsx";
import { getSite } from "#app/identity/site.server.ts";
import { passwordForm } from "#app/identity/forms.server.ts";
import { requireFresh, requireSignedIn } from "#app/identity/guard.server.ts";
import type { SignedIn } from "#app/identity/signed-in.server.ts";
import { passwordWords } from "#app/identity/words.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { TextLink } from "#app/ui/card.tsx";

export const meta: MetaFunction = () => [
  { title: m.identity_page_title({ page: m.identity_password_title() }) },
];

const hideFields: ("current" | "next")[] = ["current", "next"];

/** Whoever has a second factor proves it, besides the present password. */
async function provenPerson(request: Request): Promise<SignedIn> {
  const person = await requireSignedIn(request);
  if (person.hasSecondFactor) await requireFresh(request);
  return person;
}

export async function loader({ request }: LoaderFunctionArgs) {
  const person = await provenPerson(request);
  return { site: await getSite(), email: person.scope.email, minimum: person.hasSecondFactor ? 12 : 15 };
}

export async function action({ request }: ActionFunctionArgs) {
  const person = await provenPerson(request);
  const form = await readForm(request, passwordForm);
  if (form.status !== "success") return data(form.reply({ hideFields }), { status: 400 });
  const answer = await changePassword(request, person, form.value.current, form.value.next);
  if (answer.ok)
    return redirectWithNotice(
      "/security",
      { kind: "good", text: m.identity_password_changed() },
      answer.headers,
    );
  const { refusal } = answer;
  if (refusal === "locked")
    return data(form.reply({ formErrors: [m.identity_locked_soon()], hideFields }), { status: 409 });
  const fieldErrors: Record<string, string[]> =
    refusal === "wrong-password"
      ? { current: [m.identity_password_wrong()] }
      : { next: [passwordWords[refusal]()] };
  return data(form.reply({ fieldErrors, hideFields }), { status: 409 });
}

export default function SecurityPassword() {
  const { site, email, minimum } = useLoaderData<typeof loader>();
  return (
    <PublicPage
      site={site}
      title={m.identity_password_title()}
      lead={m.identity_password_lead()}
      below={<TextLink to="/security">{m.identity_back_to_security()}</TextLink>}
    >
      <ChangePasswordForm lastResult={useActionData<typeof action>()} email={email} minimum={minimum} />
    </PublicPage>
  );
}
