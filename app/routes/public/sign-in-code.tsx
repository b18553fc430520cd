import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData, useLocation } from "@remix-run/react";

import { CodeForm } from "#app/identity/components/code-form.tsx";
import { PublicPage } from "#app/identity/components/public-page.tsx";
import { getSite } from "#app/identity/site.server.ts";
import { codeForm } from "#app/identity/forms.server.ts";
import { findChallenged, signInWithCode } from "#app/identity/sign-in-code.server.ts";
import { lockedWords } from "#app/identity/words.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { safePath } from "#app/platform/http.server.ts";
import { TextLink } from "#app/ui/card.tsx";

export const meta: MetaFunction = () => [{ title: m.identity_page_title({ page: m.identity_code_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  if (!(await findChallenged(request))) throw redirect("/sign-in");
  return { site: await getSite(), backup: new URL(request.url).searchParams.get("with") === "backup" };
}

export async function action({ request }: ActionFunctionArgs) {
  const to = safePath(new URL(request.url).searchParams.get("to"), "/");
  const form = await readForm(request, codeForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const answer = await signInWithCode(request, form.value.code);
  if (answer.ok) return redirect(to === "/" ? answer.home : to, { headers: answer.headers });
  if (answer.refusal === "expired")
    return redirectWithNotice("/sign-in", { kind: "low", text: m.identity_code_expired() });
  const words = answer.refusal === "locked" ? lockedWords(answer.minutes) : m.identity_code_wrong();
  return data(form.reply({ fieldErrors: { code: [words] } }), { status: 409 });
}

export default function SignInCode() {
  const { site, backup } = useLoaderData<typeof loader>();
  const query = new URLSearchParams(useLocation().search);
  if (backup) query.delete("with");
  else query.set("with", "backup");
  return (
    <PublicPage
      site={site}
      title={m.identity_code_title()}
      lead={backup ? m.identity_code_backup_lead() : m.identity_code_lead()}
      below={
        <TextLink to={`/sign-in/code?${query.toString()}`}>
          {backup ? m.identity_code_use_app() : m.identity_code_use_backup()}
        </TextLink>
      }
    >
      <CodeForm
        key={String(backup)}
        lastResult={useActionData<typeof action>()}
        backup={backup}
        button={m.identity_sign_in_button()}
      />
    </PublicPage>
  );
}
