import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { firstHoursOf, hoursForm } from "#app/office/forms/setup-form.server.ts";
import { HoursForm } from "#app/office/setup/components/hours-form.tsx";
import { SetupFrame } from "#app/office/setup/components/setup-frame.tsx";
import { getHoursStep, setUpHours } from "#app/office/setup/set-up-hours.server.ts";
import { requireSetup } from "#app/office/setup/setup-session.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { getLocale } from "#app/platform/i18n/locale.ts";

export const meta: MetaFunction = () => [{ title: m.identity_page_title({ page: m.setup_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireSetup(request);
  return getHoursStep(getLocale());
}

export async function action({ request }: ActionFunctionArgs) {
  const key = await requireSetup(request);
  const form = await readForm(request, hoursForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  await setUpHours(key, getLocale(), firstHoursOf(form.value));
  return redirect("/setup/connections");
}

export default function SetupHours() {
  const step = useLoaderData<typeof loader>();
  return (
    <SetupFrame title={m.setup_step_hours()} lead={m.setup_hours_lead({ currency: step.currency })}>
      <HoursForm step={step} lastResult={useActionData<typeof action>() ?? null} />
    </SetupFrame>
  );
}
