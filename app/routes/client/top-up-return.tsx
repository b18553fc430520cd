import {
  data,
  redirect,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";

import { clientsAccess } from "#app/clients/access.ts";
import { getSetupReturn } from "#app/billing/topup/setup-return-page.server.ts";
import { methodName } from "#app/billing/topup/words.ts";
import { requireClient } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound } from "#app/platform/http.server.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: `${m.topup_method_title()} · ${m.app_name()}` }];

// While Stripe has not answered the page looks again by itself, scripts or no scripts.
export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request, clientsAccess.spend);
  const checkoutId = new URL(request.url).searchParams.get("session_id");
  if (checkoutId === null) return redirect("/top-up");
  const visit = /^cs_\w{4,200}$/.test(checkoutId) ? await getSetupReturn(scope, checkoutId) : null;
  if (!visit) return notFound();
  if (visit.checking) return data(null, { headers: { refresh: "5" } });
  if (visit.method)
    return redirectWithNotice(visit.returnTo, {
      kind: "good",
      text: m.topup_method_saved({ method: methodName(visit.method) }),
    });
  return redirectWithNotice(visit.returnTo, { kind: "low", text: m.topup_not_saved() });
}

export default function TopUpReturn() {
  return (
    <>
      <PageHeader title={m.topup_method_title()} back={{ to: "/top-up", label: m.topup_title() }} />
      <Stack>
        <Notice
          title={m.topup_checking_title()}
          action={
            <LinkButton to="/top-up" size="small">
              {m.topup_title()}
            </LinkButton>
          }
        >
          {m.topup_checking_text()}
        </Notice>
      </Stack>
    </>
  );
}
