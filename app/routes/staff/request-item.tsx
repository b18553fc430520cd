import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";

import { listComingSeats } from "#app/conversion/coming.server.ts";
import { askOnBehalf, previewOnBehalf } from "#app/desk/catalogue/ask-for-change.server.ts";
import { readAskForm } from "#app/desk/catalogue/ask-form.server.ts";
import { formAgain, refusedWords, replyTo } from "#app/desk/catalogue/ask-reply.server.ts";
import type { AskedFor } from "#app/desk/catalogue/asker.server.ts";
import { getItemPageFor } from "#app/desk/catalogue/catalogue-page.server.ts";
import { ChangeForm } from "#app/desk/components/change-form.tsx";
import { ChangePreview } from "#app/desk/components/change-preview.tsx";
import { CheckedField } from "#app/desk/components/checked-field.tsx";
import { priceWords } from "#app/desk/components/catalogue-list.tsx";
import { requireStaff } from "#app/identity/guard.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { requestsAccess } from "#app/requests/access.ts";
import { inFilesTurn } from "#app/requests/files-turn.server.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: m.desk_title({ page: page?.item.title ?? m.change_for_title() }) },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, requestsAccess.work);
  return {
    ...(await getItemPageFor(scope, askedFor(request), uuidParam(params["itemId"]))),
    id: randomUUID(),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, requestsAccess.work);
  const itemId = uuidParam(params["itemId"]);
  const who = askedFor(request);
  return inFilesTurn(request, scope, () => act(request, scope, who, itemId));
}

/** Whom staff ask for, as the address names them; a 404 where it names nobody. */
function askedFor(request: Request): AskedFor {
  const query = new URL(request.url).searchParams;
  return {
    clientId: uuidParam(query.get("client") ?? undefined),
    requesterId: uuidParam(query.get("requester") ?? undefined),
  };
}

async function act(request: Request, scope: StaffScope, who: AskedFor, itemId: string) {
  const form = await readAskForm(request);
  if (!form) return data(null, { status: 400 });
  if (form.intent === "edit") return data(formAgain(form, {}));
  const coming = await listComingSeats(scope, who.clientId);
  const asks = { id: form.id, itemId, sent: form.sent, checked: form.checked, coming };
  const canProve = form.checked !== "";
  if (form.intent !== "send" || Object.keys(form.fileErrors).length > 0) {
    const asked = await previewOnBehalf(scope, who, asks);
    const isWrong = asked.kind === "wrong" || form.intent === "send";
    return data(replyTo(form, asked, canProve), { status: isWrong ? 400 : 200 });
  }
  const asked = await askOnBehalf(scope, who, { ...asks, seen: form.seen, files: form.files });
  if (asked.kind !== "sent")
    return data(replyTo(form, asked, canProve, refusedWords(asked)), {
      status: asked.kind === "wrong" ? 400 : 409,
    });
  return redirectWithNotice(`/staff/requests/${asked.id}`, {
    kind: "good",
    text: asked.waits
      ? m.change_sent_waits({ number: asked.number })
      : m.desk_request_created({ number: asked.number }),
  });
}

export default function StaffRequestItem() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const [query] = useSearchParams();
  const back = `/staff/requests/catalogue?${query.toString()}`;
  return (
    <>
      <PageHeader
        title={page.item.title}
        subtitle={
          <>
            {m.change_for_asks({ name: page.requesterName, client: page.clientName })}
            <br />
            {priceWords(page.item)}
          </>
        }
        back={{ to: back, label: m.change_for_title() }}
      />
      {reply?.step === "preview" ? (
        <ChangePreview
          preview={reply.preview}
          hidden={reply}
          errors={reply.errors}
          fileErrors={reply.fileErrors}
          hasHours
          base="/staff/requests"
        />
      ) : (
        <Stack>
          {page.guide && (
            <Notice tone="info" quiet title={m.change_guide_title()} className="max-w-2xl">
              <p>{page.guide}</p>
            </Notice>
          )}
          <ChangeForm
            page={page}
            id={reply?.id ?? page.id}
            values={reply?.values ?? null}
            problems={reply?.problems ?? {}}
            cancelTo={back}
          >
            {page.asksProof && <CheckedField value={reply?.checked ?? ""} />}
          </ChangeForm>
        </Stack>
      )}
    </>
  );
}
