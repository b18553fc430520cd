import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";

import { requireFresh, requireStaff } from "#app/identity/guard.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { ButtonRow, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { NewSecret } from "#app/ui/new-secret.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";
import { webhooksAccess } from "#app/webhooks/access.ts";
import { EndpointLog } from "#app/webhooks/components/endpoint-log.tsx";
import { eventWords, pauseWords } from "#app/webhooks/components/words.ts";
import { endpointForm } from "#app/webhooks/endpoint-form.server.ts";
import {
  getEndpointPage,
  pauseEndpoint,
  removeEndpoint,
  resendEvent,
  resumeEndpoint,
  rotateSecret,
  sendTest,
} from "#app/webhooks/manage-endpoints.server.ts";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.webhooks_title() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, webhooksAccess.manage);
  return getEndpointPage(scope, uuidParam(params["endpointId"]));
}

const acts: Record<"test" | "pause" | "resume", (scope: StaffScope, id: string) => Promise<void>> = {
  test: sendTest,
  pause: pauseEndpoint,
  resume: resumeEndpoint,
};

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, webhooksAccess.manage);
  const id = uuidParam(params["endpointId"]);
  const form = await readForm(request, endpointForm);
  if (form.status !== "success") return data({ secret: null }, { status: 400 });
  const { value } = form;
  const back = `/staff/settings/webhooks/${id}`;
  if (value.intent === "rotate") {
    await requireFresh(request);
    return { secret: await rotateSecret(scope, id) };
  }
  if (value.intent === "remove") {
    await removeEndpoint(scope, id);
    return redirectWithNotice("/staff/settings/webhooks", { kind: "good", text: m.webhooks_removed() });
  }
  if (value.intent === "resend") await resendEvent(scope, id, value.eventId);
  else await acts[value.intent](scope, id);
  const isSent = value.intent === "test" || value.intent === "resend";
  return redirectWithNotice(back, { kind: "good", text: isSent ? m.webhooks_sent() : m.webhooks_saved() });
}

export default function StaffWebhook() {
  const { endpoint, deliveries, zone } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={endpoint.name}
        subtitle={endpoint.url}
        back={{ to: "/staff/settings/webhooks", label: m.webhooks_title() }}
      />
      <Stack className="max-w-4xl">
        {reply?.secret && <NewSecret title={m.webhooks_secret()} text={reply.secret} />}
        {endpoint.pausedWhy && (
          <Notice tone="low" title={pauseWords[endpoint.pausedWhy]()} quiet>
            {m.webhooks_paused_hint()}
          </Notice>
        )}
        {endpoint.oldSecretUntil && (
          <p className="text-muted">
            {m.webhooks_old_secret({ at: formatInstant(endpoint.oldSecretUntil, zone) })}
          </p>
        )}
        <Card title={m.webhooks_events()} titleId="events">
          <p>{endpoint.events.map((event) => eventWords[event]()).join(", ")}</p>
          <Form method="post" className="mt-4">
            <ButtonRow>
              <SubmitButton name="intent" value="test" tone="primary" size="small">
                {m.webhooks_test()}
              </SubmitButton>
              <SubmitButton
                name="intent"
                value={endpoint.pausedWhy ? "resume" : "pause"}
                tone="secondary"
                size="small"
              >
                {endpoint.pausedWhy ? m.webhooks_resume() : m.webhooks_pause()}
              </SubmitButton>
              <SubmitButton name="intent" value="rotate" tone="secondary" size="small">
                {m.webhooks_rotate()}
              </SubmitButton>
              <SubmitButton name="intent" value="remove" tone="danger" size="small">
                {m.webhooks_remove()}
              </SubmitButton>
            </ButtonRow>
          </Form>
        </Card>
        <Card padding="none" title={m.webhooks_log()} titleId="log">
          <EndpointLog deliveries={deliveries} zone={zone} />
        </Card>
      </Stack>
    </>
  );
}
