import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";

import { hasFixedPrice } from "#app/desk/fixed-price.server.ts";
import { getUnsignedMinutes } from "#app/billing/signed-terms/hour-terms.server.ts";
import { endBookedTimer, entryIdOf } from "#app/desk/run-timer.server.ts";
import { hoursAccess } from "#app/hours/access.ts";
import { NewTime } from "#app/hours/components/new-time.tsx";
import { RequestPicker } from "#app/hours/components/request-picker.tsx";
import { timeRefusalWords } from "#app/hours/components/refusal-words.ts";
import { newTimeForm, refusalReply } from "#app/hours/forms/time-form.server.ts";
import { postTimeEntry, type Posted } from "#app/hours/post-time-entry.server.ts";
import { previewReply, statusOf } from "#app/hours/preview-reply.server.ts";
import { postedMinutes } from "#app/hours/rules/balance.ts";
import { getTimeFormPage } from "#app/hours/time-form-page.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice, type Notice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Notice as UiNotice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.hours_time_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, hoursAccess.logTime);
  const query = new URL(request.url).searchParams;
  const page = await getTimeFormPage(scope, query);
  const keep = [...query].filter(([name]) => ["on", "start", "minutes"].includes(name));
  // A search that finds one request has found it.
  const [only, ...more] = page.step === "pick" && page.search.trim() !== "" ? page.requests : [];
  if (only && more.length === 0)
    throw redirect(`/staff/time/new?${new URLSearchParams([["request", only.id], ...keep]).toString()}`);
  const fixedPrice =
    page.step === "form" && page.requestId !== null && (await hasFixedPrice(scope, page.requestId));
  const unsignedMinutes = page.step === "form" ? await getUnsignedMinutes(scope, page.choices.clientId) : 0;
  return { entryId: entryIdOf(scope, query.get("timer")), page, keep, fixedPrice, unsignedMinutes };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireStaff(request, hoursAccess.logTime);
  const form = await readForm(request, newTimeForm);
  if (form.status !== "success")
    return data({ result: form.reply(), preview: null }, { status: statusOf(form) });
  const { intent, entryId, reason, work } = form.value;
  if (intent === "preview") return data({ result: form.reply(), preview: await previewReply(scope, work) });
  const posted = await postTimeEntry(scope, { ...work, entryId, reason });
  if (!posted.ok)
    return data(
      { result: form.reply(refusalReply(posted.refusal, timeRefusalWords(posted.refusal))), preview: null },
      { status: 409 },
    );
  await endBookedTimer(scope, new URL(request.url).searchParams.get("timer"));
  return redirectWithNotice(`/staff/requests/${work.requestId}`, savedNotice(posted.value));
}

function savedNotice(posted: Posted): Notice {
  const notice = outcome(posted);
  const [other] = posted.overlaps;
  return other
    ? {
        kind: "low",
        text: `${notice.text} ${m.hours_overlap_saved({ title: other.title, clientName: other.clientName })}`,
      }
    : notice;
}

function outcome({ steps, balance, waits }: Posted): Notice {
  const minutes = formatMinutes(steps.billable);
  if (waits)
    return {
      kind: "info",
      text: waits === "lead" ? m.approval_saved_lead({ minutes }) : m.approval_saved_client({ minutes }),
    };
  if (!balance) return { kind: "info", text: m.hours_time_saved_before() };
  const left = postedMinutes(balance);
  return {
    kind: left < 0 ? "low" : "good",
    text: m.hours_time_saved({ minutes, balance: formatMinutes(left) }),
  };
}

// A preview changes nothing.
export const shouldRevalidate: ShouldRevalidateFunction = ({ formData, defaultShouldRevalidate }) =>
  formData?.get("intent") !== "preview" && defaultShouldRevalidate;

export default function StaffTimeNew() {
  const { entryId, page, keep, fixedPrice, unsignedMinutes } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={m.hours_time_title()} />
      {unsignedMinutes > 0 && (
        <div className="mb-4">
          <UiNotice quiet tone="low">
            {m.billing_unsigned_hours({ minutes: formatMinutes(unsignedMinutes) })}
          </UiNotice>
        </div>
      )}
      {page.step === "pick" ? (
        <RequestPicker search={page.search} requests={page.requests} keep={keep} />
      ) : (
        <NewTime
          key={`${page.choices.clientId} ${page.requestId ?? ""}`}
          entryId={entryId}
          requestId={page.requestId}
          choices={page.choices}
          begun={page.begun}
          result={reply?.result ?? null}
          preview={reply?.preview ?? null}
          fixedPrice={fixedPrice}
        />
      )}
    </>
  );
}
