import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { GuideCard } from "#app/desk/components/guide-text.tsx";
import { guideVoteForm } from "#app/desk/guides/guide-form.server.ts";
import { answerGuide, getGuide } from "#app/desk/guides/read-guide.server.ts";
import { requireClient } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: m.desk_title({ page: page?.guide.title ?? m.guide_title() }) },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireClient(request);
  return { guide: await getGuide(scope, uuidParam(params["guideId"])) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireClient(request);
  const id = uuidParam(params["guideId"]);
  const form = await readForm(request, guideVoteForm);
  if (form.status !== "success") return data(null, { status: 400 });
  const { helped, item } = form.value;
  await answerGuide(scope, id, helped === "yes");
  if (helped === "yes") return redirectWithNotice("/requests", { kind: "good", text: m.guide_did_help() });
  const on = item ? `/requests/new/${item}` : "/requests/new";
  return redirectWithNotice(on, { kind: "info", text: m.guide_did_not_help() });
}

export default function Guide() {
  const { guide } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={guide.title}
        back={{ to: "/requests/new", label: m.change_catalogue_title() }}
        actions={
          guide.itemId && <LinkButton to={`/requests/new/${guide.itemId}`}>{m.guide_ask_anyway()}</LinkButton>
        }
      />
      <Stack className="max-w-3xl">
        <GuideCard guide={guide} />
      </Stack>
    </>
  );
}
