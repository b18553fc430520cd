import { costWords } from "#app/contracts/components/line-words.ts";
import { SlaTimes } from "#app/contracts/components/sla-fields.tsx";
import { costParts } from "#app/contracts/rules/cost.ts";
import { formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { Checkbox } from "#app/ui/fields/choices.tsx";
import { HiddenField } from "#app/ui/fields/hidden-field.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

import type { ProposalEditPage } from "#app/conversion/proposal-edit-page.server.ts";
import { mostProposalLines } from "#app/conversion/rules/proposal.ts";
import type { ProposalFields } from "./proposal-fields.ts";

interface VariantFieldsProps {
  at: number;
  page: ProposalEditPage;
  fields: ProposalFields;
}

/** The fields of one variant; those after the first stand behind a summary while they are empty. */
export function VariantFields({ at, page, fields }: VariantFieldsProps) {
  const isOpen = at === 0 || page.defaults[`v${at}name`] !== undefined;
  const title = m.conversion_variant_number({ number: at + 1 });
  return (
    <Card>
      <details open={isOpen}>
        <summary className="min-h-11 cursor-pointer font-display text-lg font-semibold">{title}</summary>
        <div className="mt-3 grid gap-4.5">
          <TextField
            field={fields.of(`v${at}name`)}
            label={m.conversion_variant_name()}
            autoComplete="off"
            optional={at > 0}
            {...(at > 0 && { hint: m.conversion_variant_hint() })}
          />
          {Array.from({ length: mostProposalLines }, (_, line) => (
            <Line key={line} variant={at} at={line} page={page} fields={fields} />
          ))}
          <fieldset>
            <legend className="font-semibold">{m.conversion_covers_title()}</legend>
            <p className="text-sm text-muted">{m.conversion_covers_hint()}</p>
            <div className="grid gap-x-6 roomy:grid-cols-2">
              {page.workTypes.map(({ id, name }) => (
                <Checkbox key={id} field={fields.box(`v${at}covers`, id)} value={id} label={name} />
              ))}
            </div>
          </fieldset>
          <div className="grid gap-4.5 roomy:grid-cols-2">
            <TextArea
              field={fields.of(`v${at}included`)}
              label={m.contracts_included_title()}
              hint={m.contracts_one_a_line()}
              optional
            />
            <TextArea
              field={fields.of(`v${at}excluded`)}
              label={m.contracts_excluded_title()}
              hint={m.contracts_one_a_line()}
              optional
            />
          </div>
          <fieldset className="min-w-0">
            <legend className="font-semibold">{m.contracts_sla_title()}</legend>
            <p className="mb-3 text-sm text-muted">{m.contracts_sla_hint()}</p>
            <SlaTimes fieldOf={(name) => fields.of(`v${at}${name}`)} />
          </fieldset>
        </div>
      </details>
    </Card>
  );
}

function Line({
  variant,
  at,
  page: { client, defaults, seatTypes },
  fields,
}: VariantFieldsProps & { variant: number }) {
  const prefix = `v${variant}line${at}`;
  const of = (name: string) => fields.of(`${prefix}${name}`);
  const isOpen = at === 0 || defaults[`${prefix}label`] !== undefined;
  return (
    <details open={isOpen} className="border-t border-line pt-3">
      <summary className="inline-flex min-h-11 cursor-pointer items-center font-semibold">
        {m.contracts_line_number({ number: at + 1 })}
      </summary>
      <HiddenField field={of("key")} />
      <div className="grid gap-4 roomy:grid-cols-2">
        <TextField field={of("label")} label={m.contracts_line_label()} autoComplete="off" />
        <Select
          field={of("counts")}
          label={m.contracts_line_what()}
          options={[
            { value: "seat", label: m.conversion_counts_seat() },
            ...seatTypes.map(({ id, name, count }) => ({
              value: `seat:${id}`,
              label: m.conversion_counts_seat_type_now({ type: name, count: formatNumber(count) }),
            })),
            { value: "seats", label: m.conversion_counts_seats() },
            { value: "fixed", label: m.conversion_counts_fixed() },
            { value: "once", label: m.conversion_counts_once() },
          ]}
        />
        <TextField
          field={of("price")}
          label={m.contracts_line_price()}
          inputMode="decimal"
          width="short"
          autoComplete="off"
          after={<span className="text-muted">{client.currency}</span>}
        />
        <TextField
          field={of("quantity")}
          label={m.contracts_line_quantity()}
          inputMode="numeric"
          width="tiny"
          autoComplete="off"
        />
        <TextField
          field={of("least")}
          label={m.conversion_least()}
          hint={m.conversion_least_hint()}
          inputMode="numeric"
          width="tiny"
          autoComplete="off"
          optional
        />
      </div>
      <fieldset className="mt-3">
        <legend className="text-sm font-semibold">{m.conversion_costs_title()}</legend>
        <div className="mt-1 grid gap-3 roomy:grid-cols-3">
          {costParts.map((part) => (
            <TextField
              key={part}
              field={of(part)}
              label={costWords[part]()}
              inputMode="decimal"
              width="tiny"
              autoComplete="off"
              optional
            />
          ))}
        </div>
      </fieldset>
    </details>
  );
}
