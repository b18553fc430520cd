import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { agreementsAccess } from "#app/agreements/access.ts";
import { authorityForm, getSignatories, recordAuthority } from "#app/agreements/authority.server.ts";
import { AuthorityList } from "#app/agreements/components/authority-list.tsx";
import { requireClient, requireSignedIn } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [
  { title: m.hours_page_title({ page: m.agreements_authority_title() }) },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request, agreementsAccess.authorize);
  const { zone } = await requireSignedIn(request);
  return { people: await getSignatories(scope, scope.clientId), zone };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireClient(request, agreementsAccess.authorize);
  const form = await readForm(request, authorityForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  await recordAuthority(scope, scope.clientId, { ...form.value, sinceOn: form.value.sinceOn ?? null });
  return redirectWithNotice("/agreements/signatories", {
    kind: "good",
    text: m.agreements_authority_saved(),
  });
}

export default function Signatories() {
  const { people, zone } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={m.agreements_authority_title()}
        back={{ to: "/agreements", label: m.agreements_group() }}
      />
      <AuthorityList people={people} zone={zone} reply={useActionData<typeof action>()} />
    </>
  );
}
