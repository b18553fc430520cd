import { redirect, type ActionFunctionArgs } from "@remix-run/node";

import { localeCookie } from "#app/identity/preference-cookies.server.ts";
import { changeProfile } from "#app/identity/profile.server.ts";
import { signedIn } from "#app/identity/signed-in.server.ts";
import { readFields } from "#app/platform/form.server.ts";
import { safePath } from "#app/platform/http.server.ts";
import { isLocale } from "#app/platform/i18n/locale.ts";

export function loader() {
  return redirect("/");
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await readFields(request);
  const to = safePath(form.get("to"), "/");
  const locale = form.get("locale");
  if (!isLocale(locale)) return redirect(to);
  const person = await signedIn(request);
  return redirect(to, {
    headers: person ? await changeProfile(person.scope, { locale }) : { "set-cookie": localeCookie(locale) },
  });
}
