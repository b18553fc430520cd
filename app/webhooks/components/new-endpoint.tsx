import { Form } from "@remix-run/react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { FormError } from "#app/ui/notice.tsx";
import { eventWords } from "#app/webhooks/components/words.ts";
import { webhookEvents } from "#app/webhooks/events.ts";

/** Adds an endpoint; `id` is made with the form. */
export function NewEndpoint({ id, errors }: { id: string; errors: string[] | undefined }) {
  return (
    <Card title={m.webhooks_add()} titleId="add">
      <Form method="post" noValidate className="grid gap-4.5">
        <FormError errors={errors} />
        <input type="hidden" name="id" value={id} />
        <TextField
          field={{ id: "name", name: "name", required: true, maxLength: 60 }}
          label={m.webhooks_name()}
          autoComplete="off"
        />
        <TextField
          field={{ id: "url", name: "url", required: true, maxLength: 500 }}
          label={m.webhooks_url()}
          hint={m.webhooks_url_hint()}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <fieldset>
          <legend className="mb-1 font-semibold">{m.webhooks_events()}</legend>
          {webhookEvents.map((event) => (
            <label key={event} className="flex min-h-11 items-center gap-2.5">
              <input
                type="checkbox"
                name="events"
                value={event}
                defaultChecked
                className="size-4.5 flex-none accent-primary"
              />
              <span className="min-w-0">
                {eventWords[event]()} <code className="text-sm text-muted">{event}</code>
              </span>
            </label>
          ))}
        </fieldset>
        <div>
          <SubmitButton>{m.webhooks_add()}</SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
