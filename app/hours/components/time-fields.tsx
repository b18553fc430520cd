import type { TimeFormChoices } from "#app/hours/time-form-page.server.ts";
import { natures } from "#app/hours/rules/nature.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Checkbox, RadioCards } from "#app/ui/fields/choices.tsx";
import { DurationField } from "#app/ui/fields/duration-field.tsx";
import { textOf, type FieldData } from "#app/ui/fields/field.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { DayField, TextField } from "#app/ui/fields/text-field.tsx";

type Name =
  | "requestId"
  | "workedOn"
  | "start"
  | "end"
  | "duration"
  | "startHour"
  | "endHour"
  | "long"
  | "workTypeId"
  | "nature"
  | "note"
  | "internalNote";

/** A question that comes up with what was typed, and stays once it was answered. */
const isAsked = (field: FieldData): boolean => Boolean(field.errors) || Boolean(textOf(field));

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
      <div className="grid gap-4.5 roomy:grid-cols-[minmax(10rem,1fr)_auto_auto]">
        <DayField field={fields.workedOn} label={m.hours_time_day()} max={choices.today} width="full" />
        <TextField field={fields.start} type="time" label={m.hours_time_start()} optional width="tiny" />
        <TextField field={fields.end} type="time" label={m.hours_time_end()} optional width="tiny" />
      </div>
      {choices.clocks && <ClockNote clocks={choices.clocks} clientName={choices.clientName} />}
      {isAsked(fields.startHour) && <HourChoice field={fields.startHour} label={m.hours_time_start_hour()} />}
      {isAsked(fields.endHour) && <HourChoice field={fields.endHour} label={m.hours_time_end_hour()} />}
      <DurationField
        field={fields.duration}
        label={m.hours_time_duration()}
        hint={m.hours_time_duration_hint()}
        autoFocus={typingAtOnce}
      />
      {isAsked(fields.long) && <Checkbox field={fields.long} label={m.hours_time_long()} />}
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

/** Whose clock the times are typed by, and what the client's says now. */
function ClockNote({
  clocks: { own, client },
  clientName,
}: {
  clocks: NonNullable<TimeFormChoices["clocks"]>;
  clientName: string;
}) {
  return (
    <p className="text-sm text-muted">
      {m.hours_time_clocks({
        own: own.replaceAll("_", " "),
        client: clientName,
        zone: client.zone.replaceAll("_", " "),
        day: formatDay(client.day, "dayMonth"),
        time: client.time,
      })}
    </p>
  );
}

/** Which of the two, on the night on which the clock goes back. */
function HourChoice({ field, label }: { field: FieldData; label: string }) {
  return (
    <RadioCards
      field={field}
      label={label}
      layout="row"
      choices={[
        { value: "first", label: m.hours_time_hour_first() },
        { value: "second", label: m.hours_time_hour_second() },
      ]}
    />
  );
}
