import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import type { CheckAnswer, CheckedAgreement } from "#app/agreements/check-agreement.server.ts";
import { sealWord } from "#app/agreements/words.ts";
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

/** What was found of a file, in words; `checked` is its name, or the SHA-256 that was typed. */
export function CheckVerdict({
  answer,
  checked,
  mspName,
  zone,
}: {
  answer: CheckAnswer;
  checked: string;
  mspName: string;
  zone: string;
}) {
  if (answer.state === "wait")
    return <Notice tone="low">{m.agreements_check_wait({ minutes: answer.minutes })}</Notice>;
  if (answer.state === "unknown")
    return (
      <Notice tone="error" title={m.agreements_check_unknown()}>
        <p>{m.agreements_check_unknown_text({ msp: mspName })}</p>
        <Checked what={checked} />
      </Notice>
    );
  const { title, text, tone } = verdicts[answer.state];
  return (
    <Notice tone={tone} title={title()}>
      <p>{text()}</p>
      {answer.state === "changed" && <p>{sealWord(answer.why)}</p>}
      <Checked what={checked} />
      <CheckedFacts
        agreement={answer.agreement}
        zone={zone}
        isSealedFile={answer.state !== "unsealed" && answer.state !== "changed"}
      />
    </Notice>
  );
}

function Checked({ what }: { what: string }) {
  return <p className="wrap-anywhere">{m.agreements_check_checked({ what })}</p>;
}

const verdicts: Record<
  "whole" | "superseded" | "cancelled" | "unsealed" | "changed",
  { title: () => string; text: () => string; tone: NoticeTone }
> = {
  whole: { title: m.agreements_check_whole, text: m.agreements_check_whole_text, tone: "good" },
  superseded: { title: m.agreements_check_superseded, text: m.agreements_check_superseded_text, tone: "low" },
  cancelled: { title: m.agreements_check_cancelled, text: m.agreements_check_cancelled_text, tone: "low" },
  unsealed: { title: m.agreements_check_unsealed, text: m.agreements_check_unsealed_text, tone: "low" },
  changed: { title: m.agreements_check_changed, text: m.agreements_check_changed_text, tone: "error" },
};

/** What is signed and stamped is the sealed document: of any other copy it is said only with its name. */
function CheckedFacts({
  agreement,
  zone,
  isSealedFile,
}: {
  agreement: CheckedAgreement;
  zone: string;
  isSealedFile: boolean;
}) {
  const stamped = isSealedFile ? m.agreements_check_proven : m.agreements_check_sealed_proven;
  return (
    <ul className="mt-2 grid gap-0.5">
      <li className="font-semibold">
        {agreement.title} {agreement.number} · {agreement.clientName}
      </li>
      {agreement.cancelledAt && (
        <li>{m.agreements_cancelled_on({ at: formatInstant(new Date(agreement.cancelledAt), zone) })}</li>
      )}
      {agreement.signers.map((signer) => (
        <li key={`${signer.name} ${signer.company}`}>{signerLine(signer, zone, isSealedFile)}</li>
      ))}
      {agreement.proven && (
        <li>
          {stamped({
            at: formatInstant(new Date(agreement.proven.at), zone),
            authority: agreement.proven.authority,
          })}
        </li>
      )}
    </ul>
  );
}

function signerLine(
  { name, company, signedAt }: CheckedAgreement["signers"][number],
  zone: string,
  isSealedFile: boolean,
): string {
  if (!signedAt) return `${name}, ${company}`;
  const at = formatInstant(new Date(signedAt), zone);
  return isSealedFile
    ? `${name}, ${company} · ${at}`
    : m.agreements_check_sealed_signed({ name, company, at });
}
