import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { ConfirmForm } from "#app/identity/components/confirm-form.tsx";
import { PublicPage } from "#app/identity/components/public-page.tsx";
import { confirmPerson } from "#app/identity/confirm-person.server.ts";
import { getSite } from "#app/identity/site.server.ts";
import { confirmByCodeForm, confirmByPasswordForm } from "#app/identity/forms.server.ts";
import { requireSignedIn } from "#app/identity/guard.server.ts";
import { lockedWords } from "#app/identity/words.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { safePath } from "#app/platform/http.server.ts";

export const meta: MetaFunction = () => [
  { title: m.identity_page_title({ page: m.identity_confirm_title() }) },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const person = await requireSignedIn(request, { enrolling: true });
  return { site: await getSite(), email: person.scope.email, hasSecondFactor: person.hasSecondFactor };
}

export async function action({ request }: ActionFunctionArgs) {
  const person = await requireSignedIn(request, { enrolling: true });
  const to = safePath(new URL(request.url).searchParams.get("to"), "/security");
  const form = await readForm(request, person.hasSecondFactor ? confirmByCodeForm : confirmByPasswordForm);
  if (form.status !== "success") return data(form.reply({ hideFields: ["password"] }), { status: 400 });
  const answer = await confirmPerson(request, person, form.value);
  if (answer.ok) return redirect(to, { headers: answer.headers });
  const words = answer.refusal === "locked" ? lockedWords(answer.minutes) : m.identity_confirm_wrong();
  return data(form.reply({ formErrors: [words], hideFields: ["password"] }), { status: 409 });
}

export default function SecurityConfirm() {
  const { site, email, hasSecondFactor } = useLoaderData<typeof loader>();
  return (
    <PublicPage site={site} title={m.identity_confirm_title()} lead={m.identity_confirm_lead()}>
      <ConfirmForm lastResult={useActionData<typeof action>()} email={email} byCode={hasSecondFactor} />
    </PublicPage>
  );
}
