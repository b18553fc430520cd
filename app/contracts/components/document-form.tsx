import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import { ExampleWarning } from "#app/agreements/components/template-view.tsx";
import { kindWord } from "#app/agreements/words.ts";
import type { DocumentPage } from "#app/contracts/signing/document-page.server.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Checkbox, RadioCards } from "#app/ui/fields/choices.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { FormError, Notice } from "#app/ui/notice.tsx";

interface DocumentFormProps {
  page: DocumentPage;
  kind: string | null;
  backTo: string;
  lastResult: SubmissionResult<string[]> | null;
}

/** Sends a document about a contract for signing: which, to whom, and what data processing is about. */
export function DocumentForm({ page, kind, backTo, lastResult }: DocumentFormProps) {
  const published = page.kinds.filter(({ isPublished }) => isPublished);
  const next = published.find(({ waitsFor, signedOn }) => !waitsFor && !signedOn) ?? published[0];
  const examples = published.filter(({ isExample }) => isExample);
  const [form, fields] = useForm<
    Record<"kind" | "signerId" | "countersign" | "processing" | "subprocessors", string>
  >({
    id: "document",
    lastResult,
    defaultValue: { kind: kind ?? next?.kind, signerId: page.signers[0]?.userId, countersign: "on" },
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
          field={fields.signerId}
          label={m.contracts_doc_signer()}
          hint={m.contracts_doc_signer_hint()}
          options={page.signers.map(({ userId, name, email }) => ({
            value: userId,
            label: `${name} (${email})`,
          }))}
        />
        <Checkbox field={fields.countersign} label={m.contracts_doc_countersign()} />
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
