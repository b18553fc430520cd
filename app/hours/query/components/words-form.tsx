import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import type { ReactNode } from "react";

import { SubmitButton, type ButtonTone } from "#app/ui/button.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { Form } from "#app/ui/form.tsx";
import { FormError } from "#app/ui/notice.tsx";

/** What an action answers to one of a page's forms. */
export type WordsReply = { of: string; result: SubmissionResult<string[]> } | null;

interface WordsFormProps {
  /** The form's name on its page and the intent that it posts. */
  intent: string;
  /** Made with the page: the same form sent again is the same step. */
  formKey: string;
  /** Tells forms of one intent on one page apart. */
  scope?: string | undefined;
  hidden: Record<string, string | number>;
  label: string;
  hint?: string | undefined;
  button: string;
  tone?: ButtonTone | undefined;
  reply: WordsReply;
  children?: ReactNode;
}

/** A form of one field, somebody's words, for each step of a question and of an approval. */
export function WordsForm({
  intent,
  formKey,
  scope,
  hidden,
  label,
  hint,
  button,
  tone = "secondary",
  reply,
  children,
}: WordsFormProps) {
  const id = [intent, scope, formKey].filter(Boolean).join("-");
  const [form, fields] = useForm<{ words: string }>({
    id,
    lastResult: reply?.of === intent ? reply.result : null,
  });
  return (
    <Form method="post" {...getFormProps(form)} className="grid gap-3.5">
      <FormError id={form.errorId} errors={form.errors} />
      <input type="hidden" name="id" value={formKey} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <TextArea field={fields.words} label={label} hint={hint} rows={2} />
      <div>
        <SubmitButton name="intent" value={intent} tone={tone} wide>
          {button}
        </SubmitButton>
      </div>
    </Form>
  );
}
