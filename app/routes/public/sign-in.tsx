import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { PublicPage } from "#app/identity/components/public-page.tsx";
import { DemoLogins } from "#app/identity/components/demo-logins.tsx";
import { SignInForm } from "#app/identity/components/sign-in-form.tsx";
import { getSite } from "#app/identity/site.server.ts";
import { signInForm } from "#app/identity/forms.server.ts";
import { homeOf } from "#app/identity/scope.ts";
import { signIn } from "#app/identity/sign-in.server.ts";
import { signedIn } from "#app/identity/signed-in.server.ts";
import { lockedWords } from "#app/identity/words.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { safePath } from "#app/platform/http.server.ts";
import { TextLink } from "#app/ui/card.tsx";

export const meta: MetaFunction = () => [
  { title: m.identity_page_title({ page: m.identity_sign_in_title() }) },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const person = await signedIn(request);
  const to = safePath(new URL(request.url).searchParams.get("to"), "/");
  if (person) throw redirect(to === "/" ? homeOf(person.scope) : to);
  return { site: await getSite() };
}

export async function action({ request }: ActionFunctionArgs) {
  const to = safePath(new URL(request.url).searchParams.get("to"), "/");
  const form = await readForm(request, signInForm);
  if (form.status !== "success") return data(form.reply({ hideFields: ["password"] }), { status: 400 });
  const answer = await signIn(request, form.value.email, form.value.password);
  if (answer.ok)
    return redirect(
      answer.next === "in" ? (to === "/" ? answer.home : to) : `/sign-in/code?to=${encodeURIComponent(to)}`,
      { headers: answer.headers },
    );
  const words = answer.refusal === "locked" ? lockedWords(answer.minutes) : m.identity_sign_in_wrong();
  return data(form.reply({ formErrors: [words], hideFields: ["password"] }), { status: 409 });
}

export default function SignIn() {
  const { site } = useLoaderData<typeof loader>();
  return (
    <PublicPage
      site={site}
      title={m.identity_sign_in_title()}
      lead={
        site.mspName === "" ? m.identity_sign_in_not_set_up() : m.identity_sign_in_lead({ msp: site.mspName })
      }
    >
      <SignInForm lastResult={useActionData<typeof action>()} />
      <TextLink to="/forgot" className="self-start">
        {m.identity_forgot_link()}
      </TextLink>
      <TextLink to="/check-agreement" className="self-start">
        {m.agreements_check_link()}
      </TextLink>
      {site.demo && <DemoLogins demo={site.demo} />}
    </PublicPage>
  );
}
