import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";

import { EntryDetail } from "#app/hours/components/entry-detail.tsx";
import { getEntryPage } from "#app/hours/entry-page.server.ts";
import { clientQueryForm, sentText } from "#app/hours/forms/query-form.server.ts";
import { askAboutEntry } from "#app/hours/query/ask-about-entry.server.ts";
import { askRefusalWords, queryRefusalWords } from "#app/hours/query/components/query-words.ts";
import { sayOnQuery, withdrawQuery } from "#app/hours/query/say-on-query.server.ts";
import { requireClient } from "#app/identity/guard.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound, uuidParam } from "#app/platform/http.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: m.hours_page_title({ page: page?.entry.title ?? m.hours_title() }) },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireClient(request);
  return { ...(await getEntryPage(scope, uuidParam(params["entryId"]))), formKey: randomUUID() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireClient(request);
  const entryId = uuidParam(params["entryId"]);
  await getEntryPage(scope, entryId);
  const form = await readForm(request, clientQueryForm);
  if (form.status !== "success")
    return data({ of: sentText(form, "intent"), result: form.reply() }, { status: 400 });
  const done = await act(scope, entryId, form.value);
  if (!done.ok)
    return data(
      { of: form.value.intent, result: form.reply({ formErrors: [done.refusal] }) },
      { status: 409 },
    );
  return redirectWithNotice(`/hours/${entryId}`, { kind: "good", text: done.value });
}

/** Passes a form to its verb; answers what happened, or why nothing did, in words. */
async function act(
  scope: ClientScope,
  entryId: string,
  value: z.output<typeof clientQueryForm>,
): Promise<Result<string, string>> {
  if (value.intent === "ask") {
    const asked = await askAboutEntry(scope, {
      formId: value.id,
      entryId,
      revision: value.revision,
      reason: value.words,
    });
    if (asked.ok) return ok(m.query_asked({ minutes: formatMinutes(asked.value.minutes) }));
    return asked.refusal === "no-such-entry" ? notFound() : refuse(askRefusalWords(asked.refusal));
  }
  const said = await (value.intent === "say" ? sayOnQuery : withdrawQuery)(scope, value);
  if (said.ok) return ok(value.intent === "say" ? m.query_said() : m.query_withdrawn());
  return said.refusal === "no-such-query" ? notFound() : refuse(queryRefusalWords(said.refusal));
}

export default function HoursEntry() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return <EntryDetail key={page.entry.id} page={page} reply={reply ?? null} />;
}
