import type { ContractEditPage } from "#app/contracts/contract-edit-page.server.ts";
import { costParts } from "#app/contracts/rules/cost.ts";
import { countingRules } from "#app/contracts/rules/counting.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import type { FieldData } from "#app/ui/fields/field.tsx";
import { HiddenField } from "#app/ui/fields/hidden-field.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

import { costWords, ruleWords } from "./line-words.ts";

/** Finds a field of the form by its name. */
export type FieldOf = (name: string) => FieldData;

interface LineFieldsProps {
  at: number;
  page: ContractEditPage;
  fieldOf: FieldOf;
}

/** The fields of one line; what is seldom set stands behind a summary. */
export function LineFields({ at, page: { choices, currency }, fieldOf }: LineFieldsProps) {
  const of = (name: string) => fieldOf(`line${at}${name}`);
  const unit = <span className="text-muted">{currency}</span>;
  const numeric = { inputMode: "numeric", width: "tiny", autoComplete: "off", optional: true } as const;
  return (
    <fieldset className="min-w-0 border-t border-line pt-4 first:border-t-0 first:pt-0">
      <legend className="float-left mb-3 w-full font-semibold">
        {m.contracts_line_number({ number: at + 1 })}
      </legend>
      <HiddenField field={of("key")} />
      <div className="clear-both grid gap-4 roomy:grid-cols-2">
        <TextField field={of("label")} label={m.contracts_line_label()} autoComplete="off" />
        <Select field={of("what")} label={m.contracts_line_what()} options={choices} />
        <TextField
          field={of("price")}
          label={m.contracts_line_price()}
          inputMode="decimal"
          width="short"
          autoComplete="off"
          after={unit}
        />
        <Select
          field={of("rule")}
          label={m.contracts_line_rule()}
          options={countingRules.map((rule) => ({ value: rule, label: ruleWords[rule]() }))}
        />
      </div>
      <details className="mt-3">
        <summary className="inline-flex min-h-11 cursor-pointer items-center font-medium text-primary">
          {m.contracts_line_more()}
        </summary>
        <div className="mt-2 grid gap-4 roomy:grid-cols-3">
          <TextField field={of("quantity")} label={m.contracts_line_quantity()} {...numeric} />
          <TextField field={of("minimum")} label={m.contracts_line_minimum()} {...numeric} />
          <TextField
            field={of("included")}
            label={m.contracts_line_included()}
            hint={m.contracts_line_included_hint()}
            {...numeric}
          />
          <TextField field={of("day")} label={m.contracts_line_day()} {...numeric} />
          <Select
            field={of("mode")}
            label={m.contracts_line_mode()}
            options={[
              { value: "unit", label: m.contracts_mode_unit() },
              { value: "graduated", label: m.contracts_mode_graduated() },
              { value: "volume", label: m.contracts_mode_volume() },
            ]}
          />
          <TextField
            field={of("steps")}
            label={m.contracts_line_steps()}
            hint={m.contracts_line_steps_hint()}
            autoComplete="off"
            optional
          />
          {costParts.map((part) => (
            <TextField
              key={part}
              field={of(part)}
              label={m.contracts_line_cost({ part: costWords[part]() })}
              inputMode="decimal"
              width="short"
              autoComplete="off"
              after={unit}
              optional
            />
          ))}
        </div>
      </details>
    </fieldset>
  );
}
