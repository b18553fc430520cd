import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { PlaceList } from "#app/identity/components/place-list.tsx";
import { PublicPage } from "#app/identity/components/public-page.tsx";
import { placeForm } from "#app/identity/forms.server.ts";
import { requireSignedIn } from "#app/identity/guard.server.ts";
import { choosePlace, listPlaces } from "#app/identity/places.server.ts";
import { homeOf } from "#app/identity/scope.ts";
import { getSite } from "#app/identity/site.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound, safePath } from "#app/platform/http.server.ts";

export const meta: MetaFunction = () => [
  { title: m.identity_page_title({ page: m.identity_places_title() }) },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const { scope, places } = await requireSignedIn(request, { choosing: true });
  if (places < 2) throw redirect(homeOf(scope));
  return { site: await getSite(), places: await listPlaces(scope) };
}

export async function action({ request }: ActionFunctionArgs) {
  const { scope } = await requireSignedIn(request, { choosing: true });
  const form = await readForm(request, placeForm);
  if (form.status !== "success" || !(await choosePlace(scope, form.value.membershipId))) return notFound();
  return redirect(safePath(new URL(request.url).searchParams.get("to"), homeOf(scope)));
}

export default function Places() {
  const { site, places } = useLoaderData<typeof loader>();
  return (
    <PublicPage site={site} title={m.identity_places_title()} lead={m.identity_places_lead()}>
      <PlaceList places={places} />
    </PublicPage>
  );
}
