import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { conversionAccess } from "#app/conversion/access.ts";
import { confirmReadiness } from "#app/conversion/check-readiness.server.ts";
import { ReadinessList } from "#app/conversion/components/readiness-list.tsx";
import { readinessForm } from "#app/conversion/radar-form.server.ts";
import { getReadinessPage } from "#app/conversion/readiness-page.server.ts";
import { requireClient } from "#app/identity/guard.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.conversion_ready_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  return getReadinessPage(await requireClient(request, conversionAccess.see));
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireClient(request, conversionAccess.accept);
  await getReadinessPage(scope);
  const form = await readForm(request, readinessForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const { item, on } = form.value;
  await confirmReadiness(scope, { clientId: scope.clientId, item, on: on === "on" });
  return redirect("/readiness");
}

export default function Readiness() {
  const { mayConfirm, ...readiness } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={m.conversion_ready_title()} back={{ to: "/", label: m.hours_nav_overview() }} />
      <ReadinessList {...readiness} side="client" mayConfirm={mayConfirm} />
    </>
  );
}
