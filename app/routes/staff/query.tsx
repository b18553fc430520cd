import { may } from "#app/identity/permission.ts";
import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";

import { hoursAccess } from "#app/hours/access.ts";
import { staffQueryForm, sentText } from "#app/hours/forms/query-form.server.ts";
import { queryRefusalWords } from "#app/hours/query/components/query-words.ts";
import { StaffQuery } from "#app/hours/query/components/staff-query.tsx";
import { acceptQuery, upholdQuery } from "#app/hours/query/decide-query.server.ts";
import { sayOnQuery } from "#app/hours/query/say-on-query.server.ts";
import { getStaffQuery } from "#app/hours/query/staff-queries-page.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound, uuidParam } from "#app/platform/http.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: m.hours_page_title({ page: page?.entry.title ?? m.query_staff_title() }) },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  return {
    ...(await getStaffQuery(scope, uuidParam(params["queryId"]))),
    formKey: randomUUID(),
    mayDecide: may(scope, hoursAccess.answerQuestions),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, hoursAccess.answerQuestions);
  const queryId = uuidParam(params["queryId"]);
  await getStaffQuery(scope, queryId);
  const form = await readForm(request, staffQueryForm);
  if (form.status !== "success")
    return data({ of: sentText(form, "intent"), result: form.reply() }, { status: 400 });
  const done = await act(scope, queryId, form.value);
  if (!done.ok)
    return data(
      { of: form.value.intent, result: form.reply({ formErrors: [done.refusal] }) },
      { status: 409 },
    );
  return redirectWithNotice(`/staff/queries/${queryId}`, { kind: "good", text: done.value });
}

/** Passes a form to its verb; answers what happened, or why nothing did, in words. */
async function act(
  scope: StaffScope,
  queryId: string,
  value: z.output<typeof staffQueryForm>,
): Promise<Result<string, string>> {
  if (value.intent === "accept") {
    const done = await acceptQuery(scope, { queryId, words: value.words, workedMinutes: value.worked });
    if (done.ok) return ok(m.query_accepted({ minutes: formatMinutes(done.value.returnedMinutes) }));
    return done.refusal === "no-such-query" ? notFound() : refuse(queryRefusalWords(done.refusal));
  }
  const said = await (value.intent === "say"
    ? sayOnQuery(scope, { queryId, id: value.id, words: value.words })
    : upholdQuery(scope, { queryId, words: value.words }));
  if (said.ok) return ok(value.intent === "say" ? m.query_said() : m.query_upheld());
  return said.refusal === "no-such-query" ? notFound() : refuse(queryRefusalWords(said.refusal));
}

export default function StaffQueryPage() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return <StaffQuery key={page.query.id} page={page} reply={reply ?? null} />;
}
