import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import { ExampleWarning } from "#app/agreements/components/template-view.tsx";
import { authorityWords, kindWord } from "#app/agreements/words.ts";
import type { DocumentPage } from "#app/contracts/signing/document-page.server.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { Checkbox, RadioCards } from "#app/ui/fields/choices.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { FormError, Notice } from "#app/ui/notice.tsx";

interface DocumentFormProps {
  page: DocumentPage;
  kind: string | null;
  backTo: string;
  /** Where it is recorded who may sign for the client. */
  signatoriesAt: string;
  lastResult: SubmissionResult<string[]> | null;
}

/** Sends a document about a contract for signing: which, to whom, and what data processing is about. */
export function DocumentForm({ page, kind, backTo, signatoriesAt, lastResult }: DocumentFormProps) {
  const published = page.kinds.filter(({ isPublished }) => isPublished);
  const next = published.find(({ waitsFor, signedOn }) => !waitsFor && !signedOn) ?? published[0];
  const examples = published.filter(({ isExample }) => isExample);
  const [form, fields] = useForm<
    Record<
      "kind" | "signer1" | "signer2" | "signer3" | "inOrder" | "mspSigner" | "processing" | "subprocessors",
      string
    >
  >({
    id: "document",
    lastResult,
    defaultValue: {
      kind: kind ?? next?.kind,
      signer1: page.signers[0]?.userId,
      inOrder: "on",
      mspSigner: page.ownId,
    },
  });
  if (published.length === 0 || page.signers.length === 0)
    return (
      <Notice
        quiet
        tone="low"
        title={published.length === 0 ? m.contracts_doc_refused_template() : m.contracts_doc_refused_signer()}
        action={<LinkButton to={backTo}>{m.contracts_cancel()}</LinkButton>}
      />
    );
  const people = page.signers.map(({ userId, name, email, authority }) => ({
    value: userId,
    label: `${name} (${email}), ${authorityWords(authority) ?? m.agreements_authority_none()}`,
  }));
  const nobodyElse = { options: people, placeholder: m.contracts_doc_signer_none(), optional: true };
  return (
    <Card padding="large">
      {examples.length > 0 && (
        <div className="mb-4.5">
          <ExampleWarning />
          <p className="mt-2 text-muted">{examples.map(({ kind: of }) => kindWord(of)).join(", ")}</p>
        </div>
      )}
      <Form method="post" {...getFormProps(form)} className="grid max-w-prose gap-4.5">
        <FormError id={form.errorId} errors={form.errors} />
        <RadioCards
          field={fields.kind}
          label={m.agreements_evidence_document()}
          choices={published.map((one) => ({
            value: one.kind,
            label: kindWord(one.kind),
            detail: standingWords(one),
          }))}
        />
        <Select
          field={fields.signer1}
          label={m.contracts_doc_signer()}
          hint={m.contracts_doc_signer_hint()}
          options={people}
        />
        {people.length > 1 && (
          <>
            <Select field={fields.signer2} label={m.contracts_doc_signer_second()} {...nobodyElse} />
            {people.length > 2 && (
              <Select field={fields.signer3} label={m.contracts_doc_signer_third()} {...nobodyElse} />
            )}
            <Checkbox field={fields.inOrder} label={m.contracts_doc_in_order()} />
          </>
        )}
        <p>
          <TextLink to={signatoriesAt} className="inline-flex min-h-11 items-center">
            {m.agreements_authority_title()}
          </TextLink>
        </p>
        <Select
          field={fields.mspSigner}
          label={m.contracts_doc_msp_signer()}
          options={page.colleagues.map(({ userId, name }) => ({ value: userId, label: name }))}
          placeholder={m.contracts_doc_msp_nobody()}
        />
        <TextArea
          field={fields.processing}
          label={m.contracts_doc_processing()}
          hint={m.contracts_doc_processing_hint()}
          optional
        />
        <TextArea
          field={fields.subprocessors}
          label={m.contracts_doc_subprocessors()}
          hint={m.contracts_doc_processing_hint()}
          optional
        />
        <ButtonRow>
          <SubmitButton wide>{m.contracts_doc_send()}</SubmitButton>
          <LinkButton to={backTo} wide>
            {m.contracts_cancel()}
          </LinkButton>
        </ButtonRow>
      </Form>
    </Card>
  );
}

/** How a document stands that was sent before, and what sending it again does. */
function standingWords({ waitsFor, signedOn }: DocumentPage["kinds"][number]): string | undefined {
  if (waitsFor) return m.contracts_doc_is_open({ names: waitsFor.join(", ") });
  return signedOn ? m.contracts_doc_is_signed({ day: formatDay(signedOn) }) : undefined;
}
