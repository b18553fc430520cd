import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { agreementsAccess } from "#app/agreements/access.ts";
import { TemplateList } from "#app/agreements/components/template-view.tsx";
import { listTemplates } from "#app/agreements/template-page.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.agreements_templates() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, agreementsAccess.editTemplates);
  return { rows: await listTemplates(scope) };
}

export default function Templates() {
  const { rows } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={m.agreements_templates()} subtitle={m.agreements_templates_subtitle()} />
      <TemplateList rows={rows} />
    </>
  );
}
