import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

import { ActForm, answers, Opens, type Reply } from "./act-form.tsx";

type SeatType = { id: string; nl: string; de: string; en: string; active: boolean };

/** The seat types with their names in each language, and a form for another. */
export function SeatTypes({
  types,
  newId,
  lastResult,
}: {
  types: SeatType[];
  newId: string;
  lastResult: Reply;
}) {
  const known = new Set(types.map(({ id }) => id));
  const typedId = lastResult?.initialValue?.["id"];
  const ofNew = lastResult !== null && !(typeof typedId === "string" && known.has(typedId));
  return (
    <Card title={m.people_seat_types()} titleId="seat-types">
      {types.map((type) => {
        const mine = answers(lastResult, "seat-type", { id: type.id });
        return (
          <Opens
            key={type.id}
            label={`${type.nl}${type.active ? "" : ` (${m.people_seat_type_inactive()})`}`}
            open={mine}
          >
            <Fields
              id={type.id}
              lastResult={mine ? lastResult : null}
              defaults={{ ...type, active: type.active ? "yes" : "no" }}
            />
          </Opens>
        );
      })}
      <Opens label={m.people_seat_type_add()} open={ofNew}>
        <Fields id={newId} lastResult={ofNew ? lastResult : null} defaults={{ active: "yes" }} />
      </Opens>
    </Card>
  );
}

function Fields({
  id,
  lastResult,
  defaults,
}: {
  id: string;
  lastResult: Reply;
  defaults: Record<string, string>;
}) {
  return (
    <ActForm
      id={`seat-type-${id}`}
      intent="seat-type"
      hidden={{ id }}
      lastResult={lastResult}
      defaults={defaults}
      submit={m.people_save()}
    >
      {(field) => (
        <div className="grid gap-4 roomy:grid-cols-2">
          <TextField field={field("nl")} label={m.people_seat_type_nl()} autoComplete="off" />
          <TextField field={field("de")} label={m.people_seat_type_de()} autoComplete="off" />
          <TextField field={field("en")} label={m.people_seat_type_en()} autoComplete="off" />
          <Select
            field={field("active")}
            label={m.people_seat_type_active()}
            options={[
              { value: "yes", label: m.people_seat_type_given() },
              { value: "no", label: m.people_seat_type_inactive() },
            ]}
          />
        </div>
      )}
    </ActForm>
  );
}
