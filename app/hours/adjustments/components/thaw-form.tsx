import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { FormError, Notice } from "#app/ui/notice.tsx";

/** That a client's hours stand still and why; for who may, the way to let them move again. */
export function FrozenNotice({
  freeze,
  zone,
  thawAt,
}: {
  freeze: { reason: string; at: Date };
  zone: string;
  thawAt: string | null;
}) {
  return (
    <Notice
      tone="error"
      quiet
      className="mb-4.5"
      title={m.manage_frozen_title({ at: formatInstant(freeze.at, zone) })}
      action={
        thawAt && (
          <LinkButton to={thawAt} size="small">
            {m.manage_thaw_open()}
          </LinkButton>
        )
      }
    >
      <p>{m.manage_frozen_text()}</p>
      <p className="mt-1 wrap-anywhere">{freeze.reason}</p>
    </Notice>
  );
}

interface ThawFormProps {
  frozen: boolean;
  lastResult: SubmissionResult<string[]> | null;
}

/** Lets locked hours move again, with a reason for the record. */
export function ThawForm({ frozen, lastResult }: ThawFormProps) {
  const [form, fields] = useForm<{ reason: string }>({ id: "thaw", lastResult });
  if (!frozen)
    return (
      <Card padding="none">
        <EmptyState title={m.manage_refused_not_frozen()} icon="check">
          {m.manage_thaw_none()}
        </EmptyState>
      </Card>
    );
  return (
    <Card title={m.manage_thaw_title()} titleId="thaw-title" padding="large">
      <p className="mb-4 text-muted">{m.manage_thaw_text()}</p>
      <Form method="post" {...getFormProps(form)} className="grid gap-4.5">
        <FormError id={form.errorId} errors={form.errors} />
        <TextArea
          field={fields.reason}
          label={m.manage_field_thaw_reason()}
          hint={m.manage_field_thaw_reason_hint()}
          rows={2}
        />
        <div>
          <SubmitButton>{m.manage_thaw()}</SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
