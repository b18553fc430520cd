import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { conversionAccess } from "#app/conversion/access.ts";
import { askReadiness, confirmReadiness, noteReadiness } from "#app/conversion/check-readiness.server.ts";
import { AskClient, ReadinessList } from "#app/conversion/components/readiness-list.tsx";
import { ScoreCard } from "#app/conversion/components/radar-view.tsx";
import { staffReadinessForm } from "#app/conversion/radar-form.server.ts";
import { getRadarClientPage } from "#app/conversion/radar-page.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { FormReplies } from "#app/ui/fields/reply-form.tsx";
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
  const form = await readForm(request, staffReadinessForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const { value } = form;
  const to = `/staff/radar/${clientId}`;
  switch (value.intent) {
    case "ready":
      await confirmReadiness(scope, { clientId, item: value.item, on: value.on === "on" });
      return redirect(to);
    case "note":
      await noteReadiness(scope, { clientId, item: value.item, words: value.words });
      return redirectWithNotice(to, { kind: "good", text: m.conversion_ready_noted() });
    case "ask":
      await askReadiness(scope, clientId);
      return redirectWithNotice(to, { kind: "good", text: m.conversion_ready_asked() });
  }
}

export default function RadarOfClient() {
  const client = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { clientId, name, proposal, mayPropose, readiness, readinessAskedOn } = client;
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
        <FormReplies reply={refused}>
          <ReadinessList
            {...readiness}
            side="msp"
            mayConfirm={mayPropose}
            devicesAt={`/staff/clients/${clientId}/devices`}
            footer={mayPropose && <AskClient askedOn={readinessAskedOn} />}
          />
        </FormReplies>
      </Stack>
    </>
  );
}
