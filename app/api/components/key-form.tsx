import { scopeWords } from "#app/api/components/words.ts";
import { apiScopes } from "#app/api/scopes.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { CheckboxGroup } from "#app/ui/fields/choices.tsx";
import { ReplyForm } from "#app/ui/fields/reply-form.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { FormError } from "#app/ui/notice.tsx";

interface KeyFormProps {
  /** Made with the form: sent twice, it is one key. */
  id: string;
  colleagues: { id: string; name: string }[];
  /** Who a key acts as unless another is chosen. */
  me: string;
  errors: string[] | undefined;
}

/** Makes a key for a program. */
export function KeyForm({ id, colleagues, me, errors }: KeyFormProps) {
  return (
    <Card title={m.api_key_new()} titleId="new-key">
      <ReplyForm which={{ intent: "make" }} className="grid gap-4.5">
        <FormError errors={errors} />
        <input type="hidden" name="id" value={id} />
        <TextField
          field={{ id: "name", name: "name", required: true, maxLength: 60 }}
          label={m.api_key_name()}
          hint={m.api_key_name_hint()}
          autoComplete="off"
        />
        <Select
          field={{ id: "actsAs", name: "actsAs", initialValue: me }}
          label={m.api_key_acts_as()}
          hint={m.api_key_acts_as_hint()}
          options={colleagues.map((one) => ({ value: one.id, label: one.name }))}
        />
        <CheckboxGroup
          field={{ id: "scopes", name: "scopes" }}
          label={m.api_key_scopes()}
          options={apiScopes.map((scope) => ({ value: scope, label: scopeWords[scope]() }))}
        />
        <Select
          field={{ id: "days", name: "days", initialValue: "365" }}
          label={m.api_key_lifetime()}
          options={[
            { value: "30", label: m.api_key_days({ count: 30 }) },
            { value: "90", label: m.api_key_days({ count: 90 }) },
            { value: "365", label: m.api_key_days({ count: 365 }) },
            { value: "none", label: m.api_key_forever() },
          ]}
        />
        <div>
          <SubmitButton>{m.api_key_make()}</SubmitButton>
        </div>
      </ReplyForm>
    </Card>
  );
}
