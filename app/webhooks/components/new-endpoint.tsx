import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { CheckboxGroup } from "#app/ui/fields/choices.tsx";
import { ReplyForm } from "#app/ui/fields/reply-form.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { FormError } from "#app/ui/notice.tsx";
import { eventWords } from "#app/webhooks/components/words.ts";
import { webhookEvents } from "#app/webhooks/events.ts";

/** Adds an endpoint; `id` is made with the form. */
export function NewEndpoint({ id, errors }: { id: string; errors: string[] | undefined }) {
  return (
    <Card title={m.webhooks_add()} titleId="add">
      <ReplyForm which={{ form: "new-endpoint" }} className="grid gap-4.5">
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
        <CheckboxGroup
          field={{
            id: "events",
            name: "events",
            initialValue: webhookEvents.filter((event) => event !== "automation.called"),
          }}
          label={m.webhooks_events()}
          options={webhookEvents.map((event) => ({ value: event, label: eventWords[event]() }))}
        />
        <div>
          <SubmitButton>{m.webhooks_add()}</SubmitButton>
        </div>
      </ReplyForm>
    </Card>
  );
}
