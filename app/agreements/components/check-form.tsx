import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import type { CheckAnswer, CheckedAgreement } from "#app/agreements/check-agreement.server.ts";
import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { FileField } from "#app/ui/fields/file-field.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { FormError, Notice, type NoticeTone } from "#app/ui/notice.tsx";

/** Asks for a PDF, or its SHA-256, to check. */
export function CheckForm({ lastResult }: { lastResult: SubmissionResult<string[]> | null }) {
  const [form, fields] = useForm<{ file: File; hash: string }>({ id: "check-agreement", lastResult });
  return (
    <Form method="post" encType="multipart/form-data" {...getFormProps(form)} className="grid gap-4">
      <FormError id={form.errorId} errors={form.errors} />
      <FileField
        field={fields.file}
        label={m.agreements_check_file()}
        hint={m.agreements_check_file_hint()}
        accept="application/pdf"
      />
      <TextField
        field={fields.hash}
        label={m.agreements_check_hash()}
        optional
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <SubmitButton>{m.agreements_check_button()}</SubmitButton>
    </Form>
  );
}

/** What was found of a file, in words. */
export function CheckVerdict({
  answer,
  mspName,
  zone,
}: {
  answer: CheckAnswer;
  mspName: string;
  zone: string;
}) {
  if (answer.state === "wait")
    return <Notice tone="low">{m.agreements_check_wait({ minutes: answer.minutes })}</Notice>;
  if (answer.state === "unknown")
    return (
      <Notice tone="error" title={m.agreements_check_unknown()}>
        {m.agreements_check_unknown_text({ msp: mspName })}
      </Notice>
    );
  const { title, text, tone } = verdicts[answer.state];
  return (
    <Notice tone={tone} title={title()}>
      <p>{text()}</p>
      <CheckedFacts agreement={answer.agreement} zone={zone} />
    </Notice>
  );
}

const verdicts: Record<
  "whole" | "superseded" | "unsealed" | "changed",
  { title: () => string; text: () => string; tone: NoticeTone }
> = {
  whole: { title: m.agreements_check_whole, text: m.agreements_check_whole_text, tone: "good" },
  superseded: { title: m.agreements_check_superseded, text: m.agreements_check_superseded_text, tone: "low" },
  unsealed: { title: m.agreements_check_unsealed, text: m.agreements_check_unsealed_text, tone: "low" },
  changed: { title: m.agreements_check_changed, text: m.agreements_check_changed_text, tone: "error" },
};

function CheckedFacts({ agreement, zone }: { agreement: CheckedAgreement; zone: string }) {
  return (
    <ul className="mt-2 grid gap-0.5">
      <li className="font-semibold">
        {agreement.title} {agreement.number} · {agreement.clientName}
      </li>
      {agreement.signers.map((signer) => (
        <li key={`${signer.name} ${signer.company}`}>
          {signer.name}, {signer.company}
          {signer.signedAt && ` · ${formatInstant(new Date(signer.signedAt), zone)}`}
        </li>
      ))}
      {agreement.proven && (
        <li>
          {m.agreements_check_proven({
            at: formatInstant(new Date(agreement.proven.at), zone),
            authority: agreement.proven.authority,
          })}
        </li>
      )}
    </ul>
  );
}
