import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { companyForm, mspDetailsOf, mspRefusalFields } from "#app/office/forms/settings-form.server.ts";
import { CompanyForm } from "#app/office/setup/components/company-form.tsx";
import { SetupFrame } from "#app/office/setup/components/setup-frame.tsx";
import { getCompanyStep, setUpCompany } from "#app/office/setup/set-up-company.server.ts";
import { requireSetup } from "#app/office/setup/setup-session.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { getLocale } from "#app/platform/i18n/locale.ts";

export const meta: MetaFunction = () => [{ title: m.identity_page_title({ page: m.setup_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireSetup(request);
  return getCompanyStep(getLocale());
}

export async function action({ request }: ActionFunctionArgs) {
  const key = await requireSetup(request);
  const form = await readForm(request, companyForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const saved = await setUpCompany(key, mspDetailsOf(form.value));
  if (!saved.ok) return data(form.reply({ fieldErrors: mspRefusalFields(saved.refusal) }), { status: 400 });
  return redirect("/setup/owner");
}

export default function SetupCompany() {
  const msp = useLoaderData<typeof loader>();
  return (
    <SetupFrame title={m.setup_step_company()} lead={m.setup_company_lead()}>
      <CompanyForm msp={msp} lastResult={useActionData<typeof action>() ?? null} />
    </SetupFrame>
  );
}
