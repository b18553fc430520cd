import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { saveOwnTerms } from "#app/billing/own-terms/own-terms.server.ts";
import { requireFresh, requireStaff } from "#app/identity/guard.server.ts";
import { officeAccess } from "#app/office/access.ts";
import { getBrandPage } from "#app/office/brand/brand-page.server.ts";
import { BrandPreview } from "#app/office/brand/components/brand-preview.tsx";
import { ContactForm, TermsForm } from "#app/office/brand/components/contact-form.tsx";
import { LookForm } from "#app/office/brand/components/look-form.tsx";
import { saveContact, saveLook, type LogoProblem } from "#app/office/brand/save-brand.server.ts";
import { brandForm, brandFormBytes } from "#app/office/forms/brand-form.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.brand_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  return getBrandPage(await requireStaff(request, officeAccess.changeBrand));
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireStaff(request, officeAccess.changeBrand);
  const unread = request.clone();
  const form = await readForm(request, brandForm, { mostBytes: brandFormBytes });
  if (form.status !== "success") {
    const intent = form.payload["intent"];
    return data({ intent, lastResult: form.reply() }, { status: 400 });
  }
  const { intent, ...wanted } = form.value;
  // It says to which account clients pay.
  if (intent === "contact") await requireFresh(unread);
  if ("removeLight" in wanted) {
    const problems = await saveLook(scope, wanted);
    if (problems.length > 0)
      return data({ intent, lastResult: form.reply({ fieldErrors: logoWords(problems) }) }, { status: 409 });
  } else if ("senderName" in wanted) await saveContact(scope, wanted);
  else await saveOwnTerms(scope, wanted);
  return redirectWithNotice("/staff/settings/brand", { kind: "good", text: m.brand_saved() });
}

function logoWords(problems: LogoProblem[]): Record<string, string[]> {
  return Object.fromEntries(
    problems.map(({ field, facts }) => [
      field,
      [
        facts
          ? m.brand_logo_too_wide({ width: facts.width, height: facts.height })
          : m.brand_logo_not_image(),
      ],
    ]),
  );
}

export default function StaffBrand() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const lastOf = (intent: string) => (answer?.intent === intent ? answer.lastResult : null);
  return (
    <>
      <PageHeader
        title={m.brand_title()}
        subtitle={m.brand_subtitle()}
        back={{ to: "/staff/settings", label: m.desk_settings_title() }}
      />
      <Stack className="max-w-4xl">
        <BrandPreview page={page} />
        <LookForm page={page} lastResult={lastOf("look")} />
        <ContactForm page={page} lastResult={lastOf("contact")} />
        <TermsForm page={page} lastResult={lastOf("terms")} />
      </Stack>
    </>
  );
}
