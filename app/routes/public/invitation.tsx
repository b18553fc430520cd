import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { acceptInvitation } from "#app/identity/accept-invitation.server.ts";
import { PublicPage } from "#app/identity/components/public-page.tsx";
import { LinkOver, NewPasswordForm } from "#app/identity/components/new-password-form.tsx";
import { getSite } from "#app/identity/site.server.ts";
import { invitationForm, joinForm } from "#app/identity/forms.server.ts";
import { JoinForm } from "#app/identity/components/join-form.tsx";
import { getInvitationPage } from "#app/identity/invitation-page.server.ts";
import { joinPlace } from "#app/identity/join-place.server.ts";
import { signIn } from "#app/identity/sign-in.server.ts";
import { joinRefusalWords, lockedWords, passwordWords } from "#app/identity/words.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

export const meta: MetaFunction = () => [
  { title: m.identity_page_title({ page: m.identity_invitation_title() }) },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const invitation = await getInvitationPage(request, params["token"] ?? "");
  return data({ site: await getSite(), invitation }, { status: invitation ? 200 : 410 });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const page = await getInvitationPage(request, params["token"] ?? "");
  if (page?.joinsBy) return join(request, params["token"] ?? "");
  const form = await readForm(request, invitationForm);
  if (form.status !== "success") return data(form.reply({ hideFields: ["password"] }), { status: 400 });
  const { name, password } = form.value;
  const answer = await acceptInvitation(params["token"] ?? "", { name, password });
  if (answer.ok) {
    const entry = await signIn(request, answer.email, password);
    if (!entry.ok) return redirect("/sign-in");
    return redirect(entry.next === "code" ? "/sign-in/code" : entry.home, { headers: entry.headers });
  }
  const { refusal } = answer;
  if (refusal === "link-over" || refusal === "has-account") {
    const words = refusal === "link-over" ? m.identity_link_over() : m.identity_invitation_has_account();
    return data(form.reply({ formErrors: [words], hideFields: ["password"] }), {
      status: refusal === "link-over" ? 410 : 409,
    });
  }
  return data(
    form.reply({ fieldErrors: { password: [passwordWords[refusal]()] }, hideFields: ["password"] }),
    { status: 409 },
  );
}

async function join(request: Request, token: string) {
  const form = await readForm(request, joinForm);
  if (form.status !== "success") return data(form.reply({ hideFields: ["password"] }), { status: 400 });
  const answer = await joinPlace(request, token, form.value.password);
  if (answer.ok) return redirect(answer.to, { headers: answer.headers });
  const words =
    answer.refusal === "locked" ? lockedWords(answer.minutes) : joinRefusalWords[answer.refusal]();
  return data(form.reply({ formErrors: [words], hideFields: ["password"] }), {
    status: answer.refusal === "link-over" ? 410 : 409,
  });
}

export default function Invitation() {
  const { site, invitation } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  if (!invitation)
    return (
      <LinkOver
        site={site}
        text={m.identity_invitation_over({ msp: site.mspName })}
        to="/sign-in"
        label={m.identity_back_to_sign_in()}
      />
    );
  if (invitation.joinsBy)
    return (
      <PublicPage
        site={site}
        title={m.identity_join_title({ place: invitation.place })}
        lead={m.identity_join_lead({ place: invitation.place, email: invitation.email })}
      >
        <JoinForm
          lastResult={lastResult}
          email={invitation.email}
          place={invitation.place}
          byPassword={invitation.joinsBy === "password"}
        />
      </PublicPage>
    );
  return (
    <PublicPage
      site={site}
      title={m.identity_invitation_title()}
      lead={m.identity_invitation_lead({ place: invitation.place, email: invitation.email })}
    >
      <NewPasswordForm
        lastResult={lastResult}
        email={invitation.email}
        name={invitation.name}
        minimum={15}
        button={m.identity_invitation_button()}
      />
    </PublicPage>
  );
}
