import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { requireStaff } from "#app/identity/guard.server.ts";
import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { peopleAccess } from "#app/people/access.ts";
import { MicrosoftView } from "#app/people/microsoft/components/microsoft-view.tsx";
import {
  askReading,
  connectTenant,
  disconnectTenant,
  proposeAgain,
} from "#app/people/microsoft/connect.server.ts";
import { decideDifference } from "#app/people/microsoft/decide-difference.server.ts";
import { microsoftForm, type MicrosoftFormValue } from "#app/people/microsoft/forms.server.ts";
import { getMicrosoftPage } from "#app/people/microsoft/microsoft-page.server.ts";
import { decideRefusalWords } from "#app/people/microsoft/words.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.people_ms_title() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, peopleAccess.edit);
  return {
    page: await getMicrosoftPage(scope, uuidParam(params["clientId"])),
    mayEditProducts: may(scope, peopleAccess.editProducts),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, peopleAccess.edit);
  const clientId = uuidParam(params["clientId"]);
  const form = await readForm(request, microsoftForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const done = await act(scope, clientId, form.value);
  if (!done.ok) {
    const errors =
      form.value.intent === "connect"
        ? { fieldErrors: { tenantId: [done.refusal] } }
        : { formErrors: [done.refusal] };
    return data(form.reply(errors), { status: 409 });
  }
  return redirectWithNotice(`/staff/clients/${clientId}/microsoft`, { kind: "good", text: done.value });
}

/** Does what a form asks; answers what to say then. */
async function act(
  scope: StaffScope,
  clientId: string,
  value: MicrosoftFormValue,
): Promise<Result<string, string>> {
  switch (value.intent) {
    case "connect": {
      const connected = await connectTenant(scope, clientId, value.tenantId);
      return connected.ok ? ok(m.people_ms_connected()) : refuse(m.people_ms_tenant_taken());
    }
    case "disconnect":
      await disconnectTenant(scope, clientId);
      return ok(m.people_ms_disconnected());
    case "read":
      await askReading(scope, clientId);
      return ok(m.people_ms_reading());
    case "again":
      await proposeAgain(scope, clientId);
      return ok(m.people_ms_proposed_again());
    case "accept":
    case "refuse": {
      const accept = value.intent === "accept";
      const decided = await decideDifference(scope, clientId, { key: value.key, accept });
      if (!decided.ok) return refuse(decideRefusalWords(decided.refusal));
      return ok(accept ? m.people_ms_accepted() : m.people_ms_refused());
    }
  }
}

export default function StaffClientMicrosoft() {
  const { page, mayEditProducts } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>() ?? null;
  return (
    <Stack>
      <p className="text-muted">{m.people_ms_subtitle()}</p>
      <MicrosoftView page={page} lastResult={lastResult} mayEditProducts={mayEditProducts} />
    </Stack>
  );
}
