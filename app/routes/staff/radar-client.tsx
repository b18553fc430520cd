import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { conversionAccess } from "#app/conversion/access.ts";
import { confirmReadiness } from "#app/conversion/answer-client.server.ts";
import { ReadinessList } from "#app/conversion/components/readiness-list.tsx";
import { ScoreCard } from "#app/conversion/components/radar-view.tsx";
import { readinessForm } from "#app/conversion/radar-form.server.ts";
import { getRadarClientPage } from "#app/conversion/radar-page.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: m.desk_title({ page: shown?.name ?? m.conversion_radar_title() }) },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, conversionAccess.read);
  return getRadarClientPage(scope, uuidParam(params["clientId"]));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, conversionAccess.propose);
  const { clientId } = await getRadarClientPage(scope, uuidParam(params["clientId"]));
  const form = await readForm(request, readinessForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  await confirmReadiness(scope, { clientId, item: form.value.item, on: form.value.on === "on" });
  return redirect(`/staff/radar/${clientId}`);
}

export default function RadarOfClient() {
  const client = useLoaderData<typeof loader>();
  const { clientId, name, proposal, mayPropose, readiness } = client;
  return (
    <>
      <PageHeader
        title={name}
        back={{ to: "/staff/radar", label: m.conversion_radar_title() }}
        actions={
          proposal ? (
            <LinkButton tone="primary" to={`/staff/proposals/${proposal.id}`}>
              {m.conversion_propose_open()}
            </LinkButton>
          ) : (
            mayPropose &&
            !client.isOtherCurrency && (
              <LinkButton tone="primary" to={`/staff/radar/${clientId}/propose`}>
                {m.conversion_propose()}
              </LinkButton>
            )
          )
        }
      />
      <Stack>
        {client.isOtherCurrency && <Notice quiet>{m.conversion_refused_currency()}</Notice>}
        <ScoreCard client={client} />
        <ReadinessList points={readiness} side="msp" mayConfirm={mayPropose} />
      </Stack>
    </>
  );
}
