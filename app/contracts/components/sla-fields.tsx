import { priorityWords } from "#app/contracts/components/line-words.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { priorities } from "#app/requests/rules/priority.ts";
import { Card } from "#app/ui/card.tsx";
import type { FieldData } from "#app/ui/fields/field.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

/** The times promised for each priority, as fields of a contract or a proposal. */
export function SlaFields({ fieldOf }: { fieldOf: (name: string) => FieldData }) {
  return (
    <Card title={m.contracts_sla_title()} titleId="sla">
      <p className="mb-4 text-muted">{m.contracts_sla_hint()}</p>
      <SlaTimes fieldOf={fieldOf} />
    </Card>
  );
}

/** The same times without a card of their own. */
export function SlaTimes({ fieldOf }: { fieldOf: (name: string) => FieldData }) {
  return (
    <div className="grid gap-4.5">
      {priorities.map((priority) => (
        <fieldset key={priority} className="min-w-0">
          <legend className="mb-1 font-semibold">{priorityWords[priority]()}</legend>
          <div className="grid gap-3 roomy:grid-cols-2">
            <TextField
              field={fieldOf(`${priority}Response`)}
              label={m.contracts_sla_response()}
              width="tiny"
              optional
            />
            <TextField
              field={fieldOf(`${priority}Resolution`)}
              label={m.contracts_sla_resolution()}
              width="tiny"
              optional
            />
          </div>
        </fieldset>
      ))}
    </div>
  );
}
