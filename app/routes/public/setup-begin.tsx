import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Form } from "@remix-run/react";

import { LanguagePicker } from "#app/identity/components/public-page.tsx";
import { hasSetup, isSetupToken, openSetup } from "#app/office/setup/setup-session.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound } from "#app/platform/http.server.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { PublicShell } from "#app/ui/shell/public-shell.tsx";

export const meta: MetaFunction = () => [{ title: m.identity_page_title({ page: m.setup_title() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  if (await hasSetup(request)) throw redirect("/setup");
  if (!(await isSetupToken(params["token"] ?? ""))) return notFound();
  return null;
}

export async function action({ request, params }: ActionFunctionArgs) {
  if (await hasSetup(request)) return redirect("/setup");
  return redirect("/setup/company", { headers: await openSetup(params["token"] ?? "") });
}

export default function SetupBegin() {
  return (
    <PublicShell footer={<LanguagePicker />}>
      <h1 className="text-2xl leading-tight font-semibold tracking-[-0.015em]">{m.setup_title()}</h1>
      <p className="mt-2 mb-5 text-muted">{m.setup_begin_lead()}</p>
      <Form method="post">
        <SubmitButton wide>{m.setup_begin_button()}</SubmitButton>
      </Form>
    </PublicShell>
  );
}
