import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";

import { BackupCodes } from "#app/identity/components/backup-codes.tsx";
import { PublicPage } from "#app/identity/components/public-page.tsx";
import { getSite } from "#app/identity/site.server.ts";
import { requireFresh } from "#app/identity/guard.server.ts";
import { countBackupCodes, renewBackupCodes } from "#app/identity/second-factor.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { TextLink } from "#app/ui/card.tsx";

export const meta: MetaFunction = () => [
  { title: m.identity_page_title({ page: m.identity_backup_title() }) },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const left = await countBackupCodes(await requireFresh(request));
  if (left === null) throw redirect("/security");
  return { site: await getSite(), left };
}

export async function action({ request }: ActionFunctionArgs) {
  const made = await renewBackupCodes(await requireFresh(request));
  return made.ok ? { codes: made.value } : redirect("/security");
}

export default function SecurityBackupCodes() {
  const { site, left } = useLoaderData<typeof loader>();
  const made = useActionData<typeof action>();
  return (
    <PublicPage
      site={site}
      title={m.identity_backup_title()}
      lead={m.identity_backup_lead()}
      below={<TextLink to="/security">{m.identity_back_to_security()}</TextLink>}
    >
      {made ? (
        <BackupCodes codes={made.codes} />
      ) : (
        <Form method="post" className="flex flex-col gap-3">
          {left > 0 && <p>{m.identity_backup_left({ count: left })}</p>}
          <SubmitButton>{left > 0 ? m.identity_backup_renew() : m.identity_backup_make()}</SubmitButton>
        </Form>
      )}
    </PublicPage>
  );
}
