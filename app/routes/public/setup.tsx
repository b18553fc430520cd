import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";

import { Checklist } from "#app/office/setup/components/checklist.tsx";
import { SetupFrame } from "#app/office/setup/components/setup-frame.tsx";
import { finishSetup } from "#app/office/setup/finish-setup.server.ts";
import { getSetupPage } from "#app/office/setup/setup-page.server.ts";
import { closedSetup, requireSetup } from "#app/office/setup/setup-session.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { FormError } from "#app/ui/notice.tsx";

export const meta: MetaFunction = () => [{ title: m.identity_page_title({ page: m.setup_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireSetup(request);
  return getSetupPage();
}

export async function action({ request }: ActionFunctionArgs) {
  const finished = await finishSetup(await requireSetup(request));
  if (!finished.ok) return data({ errors: [m.setup_finish_missing()] }, { status: 409 });
  return redirectWithNotice("/staff", { kind: "good", text: m.setup_finished() }, await closedSetup());
}

export default function Setup() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <SetupFrame title={m.setup_overview_title()} lead={m.setup_overview_lead()}>
      <Checklist page={page} />
      <FormError errors={answer?.errors} />
      <Form method="post" className="grid gap-3">
        <p className="text-muted">{m.setup_finish_text()}</p>
        <div>
          <SubmitButton>{m.setup_finish_button()}</SubmitButton>
        </div>
      </Form>
    </SetupFrame>
  );
}
