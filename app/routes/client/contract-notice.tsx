import { getFormProps, useForm } from "@conform-to/react";
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { contractsAccess } from "#app/contracts/access.ts";
import { noticeForm } from "#app/contracts/contract-form.server.ts";
import { getContractPage } from "#app/contracts/contract-page.server.ts";
import { giveNotice } from "#app/contracts/give-notice.server.ts";
import { noticeRefusalWord } from "#app/contracts/words.ts";
import { requireClient, requireFresh, requireSignedIn } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound, uuidParam } from "#app/platform/http.server.ts";
import { ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { ContactLine } from "#app/ui/contact.tsx";
import { Checkbox } from "#app/ui/fields/choices.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { Form } from "#app/ui/form.tsx";
import { FormError } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.contracts_notice_title() }) }];

/** The contract that the address names, as long as it can be ended. */
async function loadPart(request: Request, contractId: string | undefined) {
  const scope = await requireClient(request, contractsAccess.giveNotice);
  const { zone } = await requireSignedIn(request);
  const id = uuidParam(contractId);
  const page = await getContractPage(scope, zone);
  const part = page.contracts.find(({ contract }) => contract.id === id) ?? notFound();
  return { name: part.contract.name, endsOn: part.endsIfNotice ?? notFound() };
}

export function loader({ request, params }: LoaderFunctionArgs) {
  return loadPart(request, params["contractId"]);
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireClient(request, contractsAccess.giveNotice);
  const contractId = uuidParam(params["contractId"]);
  await requireFresh(request);
  const form = await readForm(request, noticeForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const given = await giveNotice(scope, contractId, form.value.words ?? "");
  if (!given.ok) return data(form.reply({ formErrors: [noticeRefusalWord(given.refusal)] }), { status: 409 });
  return redirectWithNotice("/contract", {
    kind: "good",
    text: m.contracts_notice_given_title({ day: formatDay(given.value.endsOn) }),
  });
}

export default function ContractNotice() {
  const { name, endsOn } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>() ?? null;
  const [form, fields] = useForm<{ words: string; sure: string }>({
    id: "notice-form",
    lastResult,
    defaultValue: { words: "", sure: "" },
  });
  return (
    <>
      <PageHeader
        title={m.contracts_notice_title()}
        subtitle={name}
        back={{ to: "/contract", label: m.contracts_title() }}
      />
      <Card padding="large" className="max-w-2xl">
        <p className="mb-4">{m.contracts_notice_text({ day: formatDay(endsOn) })}</p>
        <Form method="post" {...getFormProps(form)} className="grid gap-4.5">
          <FormError id={form.errorId} errors={form.errors} />
          {form.errors && <ContactLine />}
          <TextArea field={fields.words} label={m.contracts_notice_words()} optional />
          <Checkbox field={fields.sure} label={m.contracts_notice_sure({ day: formatDay(endsOn) })} />
          <ButtonRow>
            <SubmitButton tone="danger">{m.contracts_notice_send()}</SubmitButton>
            <LinkButton to="/contract" tone="quiet">
              {m.contracts_cancel()}
            </LinkButton>
          </ButtonRow>
        </Form>
      </Card>
    </>
  );
}
