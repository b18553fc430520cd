import { getFormProps, useForm, type FieldMetadata, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import type { HoursStep } from "#app/office/setup/set-up-hours.server.ts";
import { formatAmount } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Heading } from "#app/ui/card.tsx";
import { Checkbox } from "#app/ui/fields/choices.tsx";
import { HiddenField } from "#app/ui/fields/hidden-field.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

const rows = [1, 2, 3, 4] as const;
type Row = (typeof rows)[number];
type WorkField = "used" | "name" | "minimum" | "rounding" | "percent";
type BlockField = "hours" | "price" | "months";
type Fields = Record<`${WorkField | BlockField}${Row}`, string>;
type FieldSet = Record<keyof Fields, FieldMetadata<string>>;

/** Work types and blocks in the first run: four of each, by number. */
export function HoursForm({ step, lastResult }: { step: HoursStep; lastResult: SubmissionResult | null }) {
  const [form, fields] = useForm<Fields>({ id: "hours", lastResult, defaultValue: defaultsOf(step) });
  return (
    <Form method="post" {...getFormProps(form)} className="grid gap-5">
      <Heading>{m.desk_work_types()}</Heading>
      {rows.map((row) => (
        <WorkRow key={row} row={row} fields={fields} type={step.workTypes[row - 1]} />
      ))}
      <div>
        <Heading>{m.billing_staff_blocks_title()}</Heading>
        <p className="mt-1 text-sm text-muted">{m.setup_block_hint()}</p>
      </div>
      {rows.map((row) => (
        <BlockRow key={row} row={row} fields={fields} />
      ))}
      <div>
        <SubmitButton>{m.setup_next()}</SubmitButton>
      </div>
    </Form>
  );
}

type WorkRowProps = { row: Row; fields: FieldSet; type: HoursStep["workTypes"][number] | undefined };

/** Work that is free counts for nothing, so it asks for no percentage. */
function WorkRow({ row, fields, type }: WorkRowProps) {
  const title = type?.name ?? "";
  return (
    <fieldset className="min-w-0 border-t border-line pt-3">
      <legend className="sr-only">{title}</legend>
      <Checkbox field={fields[`used${row}`]} label={m.setup_work_used({ name: title })} />
      <div className="mt-1 grid items-start gap-4.5 roomy:grid-cols-2 wide:grid-cols-[2fr_1fr_1fr_1fr]">
        <TextField field={fields[`name${row}`]} label={m.setup_work_name()} autoComplete="off" />
        <TextField field={fields[`minimum${row}`]} label={m.setup_work_minimum()} inputMode="numeric" />
        <TextField field={fields[`rounding${row}`]} label={m.setup_work_rounding()} inputMode="numeric" />
        {type?.free ? (
          <HiddenField field={fields[`percent${row}`]} />
        ) : (
          <TextField field={fields[`percent${row}`]} label={m.setup_work_percent()} inputMode="numeric" />
        )}
      </div>
    </fieldset>
  );
}

function BlockRow({ row, fields }: { row: Row; fields: FieldSet }) {
  return (
    <fieldset className="min-w-0 border-t border-line pt-3">
      <legend className="sr-only">{m.setup_block({ number: row })}</legend>
      <p className="mb-2 font-semibold" aria-hidden="true">
        {m.setup_block({ number: row })}
      </p>
      <div className="grid items-start gap-4.5 roomy:grid-cols-3">
        <TextField field={fields[`hours${row}`]} label={m.billing_staff_block_hours()} inputMode="numeric" />
        <TextField field={fields[`price${row}`]} label={m.billing_staff_block_price()} inputMode="decimal" />
        <TextField
          field={fields[`months${row}`]}
          label={m.billing_staff_block_months()}
          inputMode="numeric"
        />
      </div>
    </fieldset>
  );
}

function defaultsOf({ workTypes, blocks }: HoursStep): Record<string, string> {
  const values = new Map<string, string>();
  for (const [index, type] of workTypes.entries()) {
    values.set(`used${index + 1}`, type.used ? "on" : "");
    values.set(`name${index + 1}`, type.name);
    values.set(`minimum${index + 1}`, String(type.minimumMinutes));
    values.set(`rounding${index + 1}`, String(type.roundingMinutes));
    values.set(`percent${index + 1}`, String(type.multiplierPercent));
  }
  for (const row of rows) {
    const block = blocks[row - 1];
    values.set(`hours${row}`, block ? String(block.hours) : "");
    values.set(`price${row}`, block ? formatAmount(block.pricePerHourMinor) : "");
    values.set(`months${row}`, String(block?.validMonths ?? 12));
  }
  return Object.fromEntries(values);
}
