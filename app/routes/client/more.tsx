import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";

import { getClientFrame } from "#app/portal/client-frame.server.ts";
import { clientNav } from "#app/portal/components/client-frame.tsx";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { LinkList } from "#app/ui/lists.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.hours_more_title() }) }];

export function loader({ request }: LoaderFunctionArgs) {
  return getClientFrame(request);
}

export default function More() {
  const frame = useLoaderData<typeof loader>();
  const mayBuy = frame.person.role === "finance" || frame.person.role === "manager";
  const places = clientNav(frame)
    .slice(3)
    .map(({ to, label, icon }) => ({ to, label, icon }));
  return (
    <>
      <PageHeader title={m.hours_more_title()} subtitle={frame.clientName} />
      <Stack>
        <Card padding="none">
          <LinkList
            links={[
              ...places,
              { to: "/buy", label: m.hours_nav_buy(), icon: "buy" },
              ...(frame.contractOnly
                ? []
                : [{ to: "/top-up", label: m.topup_title(), icon: "hours" } as const]),
              ...(mayBuy && !frame.contractOnly
                ? [{ to: "/alerts", label: m.care_alerts_title(), icon: "warn" } as const]
                : []),
              { to: "/profile", label: m.hours_nav_profile(), icon: "person" },
              { to: "/security", label: m.hours_nav_security(), icon: "audit" },
            ]}
          />
        </Card>
        <Form method="post" action="/sign-out">
          <SubmitButton tone="secondary">{m.hours_more_signout()}</SubmitButton>
        </Form>
      </Stack>
    </>
  );
}
