import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { ProfileForm } from "#app/identity/components/profile-form.tsx";
import { profileForm } from "#app/identity/forms.server.ts";
import { requireSignedIn, requireUser } from "#app/identity/guard.server.ts";
import { letterKindsOf, wantsLetter } from "#app/identity/letter-kinds.ts";
import { changeProfile } from "#app/identity/profile.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { withLocale } from "#app/platform/i18n/locale.server.ts";

export const meta: MetaFunction = () => [
  { title: m.identity_page_title({ page: m.identity_profile_title() }) },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const { scope, locale, theme, spreadsheet, mutedLetters } = await requireSignedIn(request);
  const letters = letterKindsOf(scope.kind).map((kind) => ({
    kind,
    wanted: wantsLetter({ mutedLetters }, kind),
  }));
  return { name: scope.name, email: scope.email, role: scope.role, locale, theme, spreadsheet, letters };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireUser(request);
  const form = await readForm(request, profileForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const { letters, lettersShown, ...profile } = form.value;
  const mutedLetters = letterKindsOf(scope.kind).filter((kind) => !letters.includes(kind));
  const headers = await changeProfile(scope, { ...profile, ...(lettersShown ? { mutedLetters } : {}) });
  // All that stands on the page may change its language: the browser loads it anew.
  headers.set("x-remix-reload-document", "true");
  // The page that follows may be in another language: so is its notice.
  return withLocale(form.value.locale, () =>
    redirectWithNotice("/profile", { kind: "good", text: m.identity_profile_saved() }, headers),
  );
}

export default function Profile() {
  return <ProfileForm profile={useLoaderData<typeof loader>()} lastResult={useActionData<typeof action>()} />;
}
