import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { apiAccess } from "#app/api/access.ts";
import { KeyForm } from "#app/api/components/key-form.tsx";
import { KeyList } from "#app/api/components/key-list.tsx";
import { keyRefusalWords } from "#app/api/components/words.ts";
import { daysOf, keyForm } from "#app/api/keys/key-form.server.ts";
import { getKeysPage, makeKey, revokeKey } from "#app/api/keys/make-key.server.ts";
import { requireFresh, requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card, TextLink } from "#app/ui/card.tsx";
import { FormReplies } from "#app/ui/fields/reply-form.tsx";
import { NewSecret } from "#app/ui/new-secret.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.api_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, apiAccess.manageKeys);
  return { ...(await getKeysPage(scope)), newId: randomUUID(), me: scope.userId };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireStaff(request, apiAccess.manageKeys);
  const form = await readForm(request, keyForm);
  const typed = { initialValue: form.reply().initialValue };
  if (form.status !== "success")
    return data({ made: null, typed, errors: [m.api_key_incomplete()] }, { status: 400 });
  if (form.value.intent === "revoke") {
    await revokeKey(scope, form.value.id);
    return redirectWithNotice("/staff/settings/api", { kind: "good", text: m.api_key_is_revoked() });
  }
  await requireFresh(request);
  const { intent: _, days, ...wanted } = form.value;
  const made = await makeKey(scope, { ...wanted, days: daysOf(days) });
  if (made.ok) return { made: made.value, typed: null, errors: undefined };
  return data({ made: null, typed, errors: [keyRefusalWords[made.refusal]()] }, { status: 409 });
}

export default function StaffApiKeys() {
  const { keys, colleagues, newId, me, zone, at } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={m.api_title()} subtitle={m.api_subtitle()} />
      <Stack className="max-w-4xl">
        {reply?.made && <NewSecret title={m.api_key_made()} text={reply.made} />}
        <Card padding="none" title={m.api_keys()} titleId="keys">
          <KeyList keys={keys} zone={zone} at={at} />
        </Card>
        <FormReplies reply={reply?.typed}>
          <KeyForm key={newId} id={newId} colleagues={colleagues} me={me} errors={reply?.errors} />
        </FormReplies>
        <p>
          <TextLink to="/api">{m.api_read_document()}</TextLink>
        </p>
      </Stack>
    </>
  );
}
