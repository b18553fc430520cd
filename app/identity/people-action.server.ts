import { data, type TypedResponse } from "@remix-run/node";
import type { z } from "zod";

import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound } from "#app/platform/http.server.ts";

import { peopleForm } from "./forms.server.ts";
import { requireFresh } from "./guard.server.ts";
import { invite, resendInvitation, revokeInvitation } from "./invitation.server.ts";
import { changeRole, endAccess, type AlsoEnd } from "./manage-people.server.ts";
import type { Scope } from "./scope.ts";
import { manageWords } from "./words.ts";

type Change = Exclude<z.infer<typeof peopleForm>, { intent: "invite" }>;

/** What gives somebody access, or more of it: it is confirmed by a password or a code. */
const gives: readonly z.infer<typeof peopleForm>["intent"][] = ["invite", "resend", "role"];

/** What the people pages post: inviting, sending again, taking back, ending access, another role. */
export async function handlePeople(
  request: Request,
  scope: Scope,
  clientId: string | null,
  alsoEnd?: AlsoEnd,
) {
  const here = new URL(request.url).pathname;
  const unread = request.clone();
  const form = await readForm(request, peopleForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  if (gives.includes(form.value.intent)) await requireFresh(unread);
  if (form.value.intent !== "invite") return changeOne(scope, form.value, here, alsoEnd);
  const { name, email, role, locale } = form.value;
  const answer = await invite(scope, { clientId, name, email, role, locale });
  if (answer.ok) return redirectWithNotice(here, { kind: "good", text: m.identity_invite_sent({ email }) });
  if (answer.refusal === "locked")
    return data(
      form.reply({ fieldErrors: { email: [m.identity_invite_locked({ minutes: answer.minutes })] } }),
      { status: 409 },
    );
  return data(
    form.reply({
      fieldErrors:
        answer.refusal === "not-allowed"
          ? { role: [manageWords[answer.refusal]()] }
          : { email: [manageWords[answer.refusal]()] },
    }),
    { status: 409 },
  );
}

async function changeOne(
  scope: Scope,
  change: Change,
  here: string,
  alsoEnd?: AlsoEnd,
): Promise<TypedResponse<never>> {
  if (change.intent === "resend" || change.intent === "revoke") {
    const answer =
      change.intent === "resend"
        ? await resendInvitation(scope, change.id)
        : await revokeInvitation(scope, change.id);
    if (!answer.ok && answer.refusal === "locked")
      return redirectWithNotice(here, {
        kind: "error",
        text: m.identity_invite_locked({ minutes: answer.minutes }),
      });
    if (!answer.ok) return notFound();
    return redirectWithNotice(here, {
      kind: "good",
      text: change.intent === "resend" ? m.identity_invite_resent() : m.identity_invite_revoked(),
    });
  }
  const answer =
    change.intent === "end"
      ? await endAccess(scope, change.id, alsoEnd)
      : await changeRole(scope, change.id, change.role);
  if (!answer.ok && answer.refusal === "not-found") return notFound();
  if (!answer.ok) return redirectWithNotice(here, { kind: "error", text: manageWords[answer.refusal]() });
  const { name } = answer.value;
  return redirectWithNotice(here, {
    kind: "good",
    text: change.intent === "end" ? m.identity_person_ended({ name }) : m.identity_person_changed({ name }),
  });
}
