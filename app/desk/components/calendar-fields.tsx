import type { CalendarContract } from "#app/desk/store/calendar-store.server.ts";
import type { Region } from "#app/desk/sla/public-holidays.server.ts";
import { weekdayName } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import type { FieldData } from "#app/ui/fields/field.tsx";
import { HiddenField } from "#app/ui/fields/hidden-field.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

interface CalendarFieldsProps {
  fields: Record<"id" | "name" | "zone" | "region" | "holidays" | "warnMinutes", FieldData>;
  /** From Monday on. */
  days: FieldData[];
  zones: readonly string[];
  regions: readonly Region[];
  /** Those that may have these hours instead of the default ones. */
  contracts: CalendarContract[];
  chosen: readonly string[];
}

/** When a calendar is open: by weekday, less the holidays; and whose promises run by it. */
export function CalendarFields({ fields, days, zones, regions, contracts, chosen }: CalendarFieldsProps) {
  return (
    <div className="grid gap-4.5">
      <HiddenField field={fields.id} />
      <TextField field={fields.name} label={m.queue_hours_name()} autoComplete="off" />
      <Select
        field={fields.zone}
        label={m.queue_hours_zone()}
        options={zones.map((name) => ({ value: name, label: name.replaceAll("_", " ") }))}
      />
      <p className="text-muted">{m.queue_hours_day_hint()}</p>
      <div className="grid gap-3 roomy:grid-cols-2">
        {days.map((field, index) => (
          <TextField key={field.name} field={field} label={weekdayName(index + 1)} autoComplete="off" />
        ))}
      </div>
      <Select
        field={fields.region}
        label={m.queue_hours_region()}
        hint={m.queue_hours_region_hint()}
        options={[{ value: "", label: m.queue_hours_region_none() }, ...regions]}
      />
      <TextArea
        field={fields.holidays}
        label={m.queue_hours_holidays()}
        hint={m.queue_hours_holidays_hint()}
        rows={6}
      />
      <TextField
        field={fields.warnMinutes}
        label={m.queue_hours_warn()}
        hint={m.queue_hours_warn_hint()}
        inputMode="numeric"
        autoComplete="off"
      />
      {contracts.length > 0 && (
        <fieldset>
          <legend className="mb-1 font-semibold">{m.queue_hours_contracts()}</legend>
          {contracts.map(({ id, name, clientName }) => (
            <label key={id} className="flex min-h-11 items-center gap-2">
              <input
                type="checkbox"
                name="contractIds"
                value={id}
                defaultChecked={chosen.includes(id)}
                className="size-4.5 flex-none accent-primary"
              />
              <span className="min-w-0 wrap-anywhere">{`${clientName} · ${name}`}</span>
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}
