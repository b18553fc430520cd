import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";

import { ConfirmForm } from "#app/identity/components/confirm-form.tsx";
import { Door } from "#app/identity/components/door.tsx";
import { confirmPerson } from "#app/identity/confirm-person.server.ts";
import { getDoor } from "#app/identity/door.server.ts";
import { requireSignedIn } from "#app/identity/guard.server.ts";
import { lockedWords } from "#app/identity/words.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { safePath } from "#app/platform/http.server.ts";

export const meta: MetaFunction = () => [
  { title: m.identity_page_title({ page: m.identity_confirm_title() }) },
];

// One field: the password, or for whoever has a second factor its code.
const schema = z.object({
  password: z.string().min(1).max(1000).optional(),
  code: z.string().trim().min(6).max(40).optional(),
});

export async function loader({ request }: LoaderFunctionArgs) {
  const person = await requireSignedIn(request, { enrolling: true });
  return { door: await getDoor(), email: person.scope.email, hasSecondFactor: person.hasSecondFactor };
}

export async function action({ request }: ActionFunctionArgs) {
  const { scope } = await requireSignedIn(request, { enrolling: true });
  const to = safePath(new URL(request.url).searchParams.get("to"), "/security");
  const form = await readForm(request, schema);
  if (form.status !== "success") return data(form.reply({ hideFields: ["password"] }), { status: 400 });
  const { password = "", code } = form.value;
  const answer = await confirmPerson(request, scope, code ? { code } : { password });
  if (answer.ok) return redirect(to, { headers: answer.headers });
  const words = answer.refusal === "locked" ? lockedWords(answer.minutes) : m.identity_confirm_wrong();
  return data(form.reply({ formErrors: [words], hideFields: ["password"] }), { status: 409 });
}

export default function SecurityConfirm() {
  const { door, email, hasSecondFactor } = useLoaderData<typeof loader>();
  return (
    <Door door={door} title={m.identity_confirm_title()} lead={m.identity_confirm_lead()}>
      <ConfirmForm lastResult={useActionData<typeof action>()} email={email} byCode={hasSecondFactor} />
    </Door>
  );
}
