import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { PublicPage } from "#app/identity/components/public-page.tsx";
import { getSite } from "#app/identity/site.server.ts";
import { takeConsent } from "#app/people/microsoft/connect.server.ts";
import { consentWords } from "#app/people/microsoft/words.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

export const meta: MetaFunction = () => [{ title: m.identity_page_title({ page: m.people_ms_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  return { site: await getSite(), answer: await takeConsent(new URL(request.url).searchParams) };
}

export default function MicrosoftConsent() {
  const { site, answer } = useLoaderData<typeof loader>();
  const { title, text } = consentWords[answer];
  return <PublicPage site={site} title={title()} lead={text({ msp: site.mspName })} />;
}
