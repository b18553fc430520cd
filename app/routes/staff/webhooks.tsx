import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { requireFresh, requireStaff } from "#app/identity/guard.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { FormReplies } from "#app/ui/fields/reply-form.tsx";
import { EmptyState, LinkList } from "#app/ui/lists.tsx";
import { NewSecret } from "#app/ui/new-secret.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";
import { webhooksAccess } from "#app/webhooks/access.ts";
import { NewEndpoint } from "#app/webhooks/components/new-endpoint.tsx";
import { endpointRefusalWords, pauseWords } from "#app/webhooks/components/words.ts";
import { newEndpointForm } from "#app/webhooks/endpoint-form.server.ts";
import { addEndpoint, getEndpoints } from "#app/webhooks/manage-endpoints.server.ts";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.webhooks_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, webhooksAccess.manage);
  return { endpoints: await getEndpoints(scope), newId: randomUUID() };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireStaff(request, webhooksAccess.manage);
  const form = await readForm(request, newEndpointForm);
  const typed = { initialValue: form.reply().initialValue };
  if (form.status !== "success")
    return data({ secret: null, typed, errors: [m.webhooks_incomplete()] }, { status: 400 });
  await requireFresh(request);
  const added = await addEndpoint(scope, form.value);
  if (added.ok) return { secret: added.value, typed: null, errors: undefined };
  return data({ secret: null, typed, errors: [endpointRefusalWords[added.refusal]()] }, { status: 409 });
}

export default function StaffWebhooks() {
  const { endpoints, newId } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={m.webhooks_title()} subtitle={m.webhooks_subtitle()} />
      <Stack className="max-w-3xl">
        {reply?.secret && <NewSecret title={m.webhooks_secret()} text={reply.secret} />}
        <Card padding="none">
          {endpoints.length === 0 ? (
            <EmptyState title={m.webhooks_none()} icon="settings">
              {m.webhooks_none_hint()}
            </EmptyState>
          ) : (
            <LinkList
              links={endpoints.map(({ id, name, url, pausedWhy }) => ({
                to: `/staff/settings/webhooks/${id}`,
                label: name,
                detail: pausedWhy ? `${url} · ${pauseWords[pausedWhy]()}` : url,
              }))}
            />
          )}
        </Card>
        <FormReplies reply={reply?.typed}>
          <NewEndpoint key={newId} id={newId} errors={reply?.errors} />
        </FormReplies>
      </Stack>
    </>
  );
}
