import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { agreementsAccess } from "#app/agreements/access.ts";
import { authorityForm, getSignatories, recordAuthority } from "#app/agreements/authority.server.ts";
import { AuthorityList } from "#app/agreements/components/authority-list.tsx";
import { getClientHeader } from "#app/clients/client-header.server.ts";
import { requireSignedIn, requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { Heading } from "#app/ui/card.tsx";
import { Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.agreements_authority_title() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, agreementsAccess.manage);
  const { zone } = await requireSignedIn(request);
  const { id } = await getClientHeader(scope, uuidParam(params["clientId"]));
  return { people: await getSignatories(scope, id), zone };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, agreementsAccess.manage);
  const { id } = await getClientHeader(scope, uuidParam(params["clientId"]));
  const form = await readForm(request, authorityForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  await recordAuthority(scope, id, { ...form.value, sinceOn: form.value.sinceOn ?? null });
  return redirectWithNotice(`/staff/clients/${id}/signatories`, {
    kind: "good",
    text: m.agreements_authority_saved(),
  });
}

export default function StaffClientSignatories() {
  const { people, zone } = useLoaderData<typeof loader>();
  return (
    <Stack>
      <Heading size="large">{m.agreements_authority_title()}</Heading>
      <AuthorityList people={people} zone={zone} reply={useActionData<typeof action>()} />
    </Stack>
  );
}
