import type { SubmissionResult } from "@conform-to/react";
import type { ReactNode } from "react";

import { SubmitButton, type ButtonTone } from "#app/ui/button.tsx";
import type { FieldData } from "#app/ui/fields/field.tsx";
import { Form } from "#app/ui/form.tsx";
import { Icon } from "#app/ui/icons.tsx";
import { FormError } from "#app/ui/notice.tsx";

export type Reply = SubmissionResult<string[]> | null;

interface ActFormProps {
  /** Unique on its page. */
  id: string;
  intent: string;
  /** What the form sends besides its fields. */
  hidden?: Record<string, string>;
  /** The last answer to any form of the page; it is this form's when intent and hidden values are the same. */
  lastResult: Reply;
  defaults?: Record<string, string | string[]>;
  submit: ReactNode;
  tone?: ButtonTone;
  small?: boolean;
  /** The form's fields; `field` answers what a control needs to know by name. */
  children?: (field: (name: string) => FieldData) => ReactNode;
}

/** One act on one page of many: what was typed and what was wrong come back to the form that was sent. */
export function ActForm({
  id,
  intent,
  hidden = {},
  lastResult,
  defaults = {},
  submit,
  tone = "secondary",
  small = false,
  children,
}: ActFormProps) {
  const typed = lastResult?.initialValue ?? {};
  // An id made with the form differs each time; what names a row does not.
  const mine =
    lastResult !== null &&
    typed["intent"] === intent &&
    Object.entries(hidden).every(([name, value]) => name === "id" || typed[name] === value);
  const field = (name: string): FieldData => ({
    id: `${id}-${name}`,
    name,
    initialValue: mine ? typed[name] : defaults[name],
    errors: (mine && lastResult.error?.[name]) || undefined,
  });
  const formErrors = (mine && lastResult.error?.[""]) || undefined;
  return (
    <Form method="post" className={small ? "grid gap-2.5" : "grid gap-4"}>
      <FormError errors={formErrors} />
      <input type="hidden" name="intent" value={intent} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children?.(field)}
      <div>
        <SubmitButton tone={tone} size={small ? "small" : "normal"} name="act" value={id}>
          {submit}
        </SubmitButton>
      </div>
    </Form>
  );
}

/** A form that opens when it is asked for; it stays open where its answer is. */
export function Opens({ label, open, children }: { label: ReactNode; open: boolean; children: ReactNode }) {
  return (
    <details open={open} className="mt-3 border-t border-line pt-1.5">
      <summary className="inline-flex min-h-11 items-center gap-1.5 font-medium text-primary">
        {label}
        <Icon name="down" size={18} />
      </summary>
      <div className="pt-1.5 pb-1">{children}</div>
    </details>
  );
}

/** Tells whether the last answer is to a form of this intent, and of these hidden values. */
export function answers(lastResult: Reply, intent: string, hidden: Record<string, string> = {}): boolean {
  const typed = lastResult?.initialValue ?? {};
  return typed["intent"] === intent && Object.entries(hidden).every(([name, value]) => typed[name] === value);
}
