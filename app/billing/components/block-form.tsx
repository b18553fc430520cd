import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import type { CataloguePage } from "#app/billing/catalogue-page.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

interface BlockFormProps {
  /** The block to change; null to add one. */
  block: CataloguePage["blocks"][number] | null;
  lastResult: SubmissionResult<string[]> | null;
}

type Fields = { hours: string; pricePerHour: string; validMonths: string };

/** Size, price and validity of one block. */
export function BlockForm({ block, lastResult }: BlockFormProps) {
  const [form, fields] = useForm<Fields>({
    id: block ? `block-${block.id}` : "block-new",
    lastResult,
    defaultValue: block
      ? {
          hours: String(block.hours),
          pricePerHour: (block.pricePerHourMinor / 100).toFixed(2),
          validMonths: String(block.validMonths),
        }
      : { hours: "", pricePerHour: "", validMonths: "12" },
  });
  return (
    <Form method="post" {...getFormProps(form)} className="grid gap-4.5">
      <input type="hidden" name="intent" value={block ? "change" : "add"} />
      {block && <input type="hidden" name="block" value={block.id} />}
      <div className="grid gap-4.5 roomy:grid-cols-3">
        <TextField
          field={fields.hours}
          label={m.billing_staff_block_hours()}
          type="number"
          inputMode="numeric"
          min={1}
          max={500}
          step={1}
        />
        <TextField
          field={fields.pricePerHour}
          label={m.billing_staff_block_price()}
          type="number"
          inputMode="decimal"
          min={1}
          max={1000}
          step={0.01}
        />
        <TextField
          field={fields.validMonths}
          label={m.billing_staff_block_months()}
          type="number"
          inputMode="numeric"
          min={1}
          max={60}
          step={1}
        />
      </div>
      <ButtonRow>
        <SubmitButton>{block ? m.billing_staff_block_save() : m.billing_staff_block_add()}</SubmitButton>
        {block && (
          <LinkButton to="?" tone="quiet">
            {m.billing_back_to_blocks()}
          </LinkButton>
        )}
      </ButtonRow>
    </Form>
  );
}
