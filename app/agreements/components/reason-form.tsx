import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";

import { ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { Form } from "#app/ui/form.tsx";
import { FormError } from "#app/ui/notice.tsx";
import { m } from "#app/platform/generated/i18n/messages.js";

/** Asks why an agreement is declined or withdrawn, as a step of its own. */
export function ReasonForm({
  id,
  title,
  text,
  button,
  back,
  lastResult,
}: {
  id: string;
  title: string;
  text: string;
  button: string;
  back?: string;
  lastResult: SubmissionResult<string[]> | null;
}) {
  const [form, fields] = useForm<{ reason: string }>({ id: `reason-${id}`, lastResult });
  return (
    <Card title={title} titleId="reason" padding="large">
      <Form method="post" {...getFormProps(form)} className="grid max-w-prose gap-4">
        <FormError id={form.errorId} errors={form.errors} />
        <p>{text}</p>
        <TextArea field={fields.reason} label={m.agreements_reason()} />
        <ButtonRow>
          <SubmitButton tone="danger" wide>
            {button}
          </SubmitButton>
          {back && (
            <LinkButton to={back} wide>
              {m.agreements_back()}
            </LinkButton>
          )}
        </ButtonRow>
      </Form>
    </Card>
  );
}
