import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { hoursAccess } from "#app/hours/access.ts";
import { ThawForm } from "#app/hours/adjustments/components/thaw-form.tsx";
import { thawForm } from "#app/hours/adjustments/forms.server.ts";
import { getFreeze, thawAccount } from "#app/hours/adjustments/thaw-account.server.ts";
import { hoursRefusalWords } from "#app/hours/adjustments/words.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.manage_thaw_title() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, hoursAccess.thaw);
  return { frozen: (await getFreeze(scope, uuidParam(params["clientId"]))) !== null };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, hoursAccess.thaw);
  const clientId = uuidParam(params["clientId"]);
  const form = await readForm(request, thawForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const thawed = await thawAccount(scope, { clientId, reason: form.value.reason });
  if (!thawed.ok)
    return data(form.reply({ formErrors: [hoursRefusalWords(thawed.refusal)] }), { status: 409 });
  return redirectWithNotice(`/staff/clients/${clientId}`, { kind: "good", text: m.manage_thawed() });
}

export default function StaffHoursThaw() {
  const { frozen } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  return (
    <Stack className="max-w-3xl">
      <ThawForm frozen={frozen} lastResult={lastResult ?? null} />
    </Stack>
  );
}
