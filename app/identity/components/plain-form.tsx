import { getFormProps, useForm, type FormMetadata, type SubmissionResult } from "@conform-to/react";
import type { ReactNode } from "react";

import { Form } from "#app/ui/form.tsx";
import { FormError } from "#app/ui/notice.tsx";

/** A form that posts to its own page, keeps what was typed, shows what is wrong as a whole on top. */
export function PlainForm<Fields extends Record<string, unknown>>({
  lastResult,
  defaultValue,
  children,
}: {
  lastResult: SubmissionResult<string[]> | undefined;
  defaultValue?: Partial<Record<keyof Fields & string, string>> | undefined;
  children: (fields: ReturnType<FormMetadata<Fields>["getFieldset"]>) => ReactNode;
}) {
  const [form, fields] = useForm<Fields>({
    lastResult: lastResult ?? null,
    defaultValue: defaultValue as never,
    shouldRevalidate: "onSubmit",
  });
  return (
    <Form method="post" {...getFormProps(form)} className="flex flex-col gap-4">
      <FormError id={form.errorId} errors={form.errors} />
      {children(fields)}
    </Form>
  );
}
