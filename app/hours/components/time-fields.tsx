import type { TimeFormChoices } from "#app/hours/time-form-page.server.ts";
import { natures } from "#app/hours/rules/nature.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { RadioCards } from "#app/ui/fields/choices.tsx";
import { DurationField } from "#app/ui/fields/duration-field.tsx";
import type { FieldData } from "#app/ui/fields/field.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { DayField, TextField } from "#app/ui/fields/text-field.tsx";

type Name =
  "requestId" | "workedOn" | "start" | "end" | "duration" | "workTypeId" | "nature" | "note" | "internalNote";

/** What an engineer says about a piece of work. */
export function TimeFields({
  fields,
  choices,
  typingAtOnce = false,
}: {
  fields: Record<Name, FieldData>;
  choices: TimeFormChoices;
  /** The focus begins on the duration. */ typingAtOnce?: boolean | undefined;
}) {
  const natureWords = {
    reactive: m.hours_time_nature_reactive(),
    proactive: m.hours_time_nature_proactive(),
  };
  return (
    <div className="grid gap-4.5">
      <Select
        field={fields.requestId}
        label={m.hours_time_request()}
        placeholder={m.hours_time_request_choose()}
        options={choices.requests.map((request) => {
          const title = `#${request.number} ${request.title}`;
          return { value: request.id, label: request.done ? m.hours_time_request_done({ title }) : title };
        })}
      />
      <div className="grid gap-4.5 roomy:grid-cols-[1fr_auto_auto]">
        <DayField field={fields.workedOn} label={m.hours_time_day()} max={choices.today} width="full" />
        <TextField field={fields.start} type="time" label={m.hours_time_start()} optional width="tiny" />
        <TextField field={fields.end} type="time" label={m.hours_time_end()} optional width="tiny" />
      </div>
      <DurationField
        field={fields.duration}
        label={m.hours_time_duration()}
        hint={m.hours_time_duration_hint()}
        autoFocus={typingAtOnce}
      />
      <Select
        field={fields.workTypeId}
        label={m.hours_time_type()}
        options={choices.workTypes.map((type) => ({ value: type.id, label: type.name }))}
      />
      <RadioCards
        field={fields.nature}
        label={m.hours_time_nature()}
        layout="row"
        choices={natures.map((nature) => ({ value: nature, label: natureWords[nature] }))}
      />
      <TextArea field={fields.note} label={m.hours_time_note()} optional />
      <TextArea
        field={fields.internalNote}
        label={m.hours_time_internal()}
        hint={m.hours_time_internal_hint()}
        optional
        rows={2}
      />
    </div>
  );
}
