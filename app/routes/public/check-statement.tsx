import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";

import { CheckAnswerNotice } from "#app/hours/statement/components/check-answer.tsx";
import { checkStatement } from "#app/hours/statement/check-statement.server.ts";
import { PublicPage } from "#app/identity/components/public-page.tsx";
import { getSite } from "#app/identity/site.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

export const meta: MetaFunction = () => [
  { title: m.identity_page_title({ page: m.statement_check_title() }) },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const [reference, code] = [
    (query.get("reference") ?? "").slice(0, 40),
    (query.get("code") ?? "").slice(0, 120),
  ];
  return {
    site: await getSite(),
    reference,
    code,
    asked: query.has("reference") || query.has("code"),
    answer: reference && code ? await checkStatement(reference, code) : null,
  };
}

export default function CheckStatement() {
  const { site, reference, code, asked, answer } = useLoaderData<typeof loader>();
  const field = (name: string, value: string) => ({
    id: name,
    name,
    initialValue: value,
    required: true,
    errors: asked && !value ? [m.form_required()] : undefined,
  });
  return (
    <PublicPage site={site} title={m.statement_check_title()} lead={m.statement_check_lead()}>
      {answer && <CheckAnswerNotice answer={answer} mspName={site.mspName} />}
      <Form method="get" noValidate className="grid gap-4">
        <TextField
          field={field("reference", reference)}
          label={m.statement_reference()}
          hint={m.statement_check_reference_hint()}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
        />
        <TextField
          field={field("code", code)}
          label={m.statement_code()}
          hint={m.statement_check_code_hint()}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <SubmitButton>{m.statement_check_button()}</SubmitButton>
      </Form>
    </PublicPage>
  );
}
