import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useRouteLoaderData } from "@remix-run/react";
import { useState } from "react";

import { listComingSeats } from "#app/conversion/coming.server.ts";
import { askForChange, previewChange, solvedByText } from "#app/desk/catalogue/ask-for-change.server.ts";
import { formAgain, refusedWords, replyTo } from "#app/desk/catalogue/ask-reply.server.ts";
import { readAskForm } from "#app/desk/catalogue/ask-form.server.ts";
import { getItemPage } from "#app/desk/catalogue/catalogue-page.server.ts";
import { ChangeForm } from "#app/desk/components/change-form.tsx";
import { GuideCard } from "#app/desk/components/guide-text.tsx";
import type { Values } from "#app/desk/components/change-questions.tsx";
import { ChangePreview } from "#app/desk/components/change-preview.tsx";
import { priceWords } from "#app/desk/components/catalogue-list.tsx";
import { confirmPerson } from "#app/identity/confirm-person.server.ts";
import { requireClient, requireSignedIn } from "#app/identity/guard.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { lockedWords } from "#app/identity/words.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import type { ClientFrameData } from "#app/portal/client-frame.server.ts";
import { uuidParam } from "#app/platform/http.server.ts";
import { inFilesTurn } from "#app/requests/files-turn.server.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";
import { Form } from "#app/ui/form.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: m.desk_title({ page: page?.item.title ?? m.desk_request_ask() }) },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireClient(request);
  const again = new URL(request.url).searchParams.get("again");
  const page = await getItemPage(
    scope,
    uuidParam(params["itemId"]),
    again === null ? null : uuidParam(again),
  );
  return { ...page, id: randomUUID() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireClient(request);
  const itemId = uuidParam(params["itemId"]);
  return inFilesTurn(request, scope, () => act(request, scope, itemId));
}

async function act(request: Request, scope: ClientScope, itemId: string) {
  const person = await requireSignedIn(request);
  const form = await readAskForm(request);
  if (!form) return data(null, { status: 400 });
  if (form.intent === "solved") {
    await solvedByText(scope, { id: form.id, itemId });
    return redirectWithNotice("/requests", { kind: "good", text: m.guide_did_help() });
  }
  const canProve = person.hasSecondFactor;
  const asks = {
    id: form.id,
    itemId,
    sent: form.sent,
    canProve,
    coming: await listComingSeats(scope, scope.clientId),
  };
  if (form.intent !== "send") {
    const asked = await previewChange(scope, asks);
    return form.intent === "edit"
      ? data(formAgain(form, {}))
      : data(replyTo(form, asked, canProve), { status: asked.kind === "wrong" ? 400 : 200 });
  }
  if (Object.keys(form.fileErrors).length > 0)
    return data(replyTo(form, await previewChange(scope, asks), canProve), { status: 400 });
  const proof = form.code === "" ? null : await confirmPerson(request, person, { code: form.code });
  const headers = proof?.ok ? proof.headers : new Headers();
  const asked = await askForChange(scope, { ...form, ...asks, proved: proof?.ok === true });
  if (asked.kind === "sent")
    return redirectWithNotice(
      `/requests/${asked.id}`,
      {
        kind: "good",
        text: asked.waits
          ? m.change_sent_waits({ number: asked.number })
          : m.desk_request_sent({ number: asked.number }),
      },
      headers,
    );
  const why =
    proof?.ok === false && proof.refusal === "locked" ? lockedWords(proof.minutes) : refusedWords(asked);
  const status = asked.kind === "wrong" ? 400 : 409;
  return data(replyTo(form, asked, canProve, why), { status, headers });
}

export default function RequestItem() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const frame = useRouteLoaderData<ClientFrameData>("routes/client/layout");
  const hasHours = !frame?.contractOnly;
  // What was answered last: who goes back from the next step finds it again.
  const [answered, setAnswered] = useState<Values | null>(null);
  if (reply && reply.values !== answered) setAnswered(reply.values);
  return (
    <>
      <PageHeader
        title={page.item.title}
        subtitle={priceWords(page.item, hasHours)}
        back={{ to: "/requests/new", label: m.change_catalogue_title() }}
      />
      {reply?.step === "preview" ? (
        <ChangePreview
          preview={reply.preview}
          hidden={reply}
          errors={reply.errors}
          fileErrors={reply.fileErrors}
          hasHours={hasHours}
        />
      ) : (
        <Stack>
          {page.guide && (
            <Notice tone="info" quiet title={m.change_guide_title()} className="max-w-2xl">
              <p>{page.guide}</p>
              <Form method="post" className="mt-2.5">
                <input type="hidden" name="id" value={page.id} />
                <SubmitButton name="intent" value="solved" tone="secondary" size="small">
                  {m.guide_helped_yes()}
                </SubmitButton>
              </Form>
            </Notice>
          )}
          {page.guides.map((guide) => (
            <div key={guide.id} className="max-w-2xl">
              <GuideCard guide={guide} item={page.item.id} title={guide.title} />
            </div>
          ))}
          <ChangeForm
            page={page}
            id={reply?.id ?? page.id}
            values={reply?.values ?? answered}
            problems={reply?.problems ?? {}}
          />
        </Stack>
      )}
    </>
  );
}
