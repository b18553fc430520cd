import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import { ClientFields } from "#app/clients/components/client-fields.tsx";
import { HiddenField } from "#app/ui/fields/hidden-field.tsx";
import type { ClientDetails } from "#app/clients/update-client.server.ts";
import type { Day } from "#app/platform/day.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { FormError } from "#app/ui/notice.tsx";
import { Card } from "#app/ui/card.tsx";

/** Names, address, language, VAT number. */
export function ClientDetailsForm({
  details,
  zoneFromOn,
  seen,
  lastResult,
}: {
  details: ClientDetails;
  /** From when the time zone counts, where that is still to come. */
  zoneFromOn: Day | null;
  /** The state of the details on screen. */
  seen: string;
  lastResult: SubmissionResult | null;
}) {
  const [form, fields] = useForm<Record<keyof ClientDetails | "intent", string>>({
    id: "details",
    lastResult,
    defaultValue: { intent: "details", ...details },
  });
  return (
    <Card title={m.desk_client_details()} titleId="client-details">
      <Form method="post" {...getFormProps(form)}>
        <HiddenField field={fields.intent} />
        {/* Not what was sent before: after a refusal the page says what holds now. */}
        <input type="hidden" name="seen" value={seen} />
        <FormError id={form.errorId} errors={form.errors} className="mb-4.5" />
        <ClientFields
          fields={fields}
          zoneHint={
            zoneFromOn ? m.desk_field_zone_from({ day: formatDay(zoneFromOn) }) : m.desk_field_zone_hint()
          }
        />
        <div className="mt-6">
          <SubmitButton tone="secondary" name="act" value="details">
            {m.desk_save()}
          </SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
