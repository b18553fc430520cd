import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import type { CataloguePage } from "#app/billing/catalogue-page.server.ts";
import { formatAmount } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

interface BlockFormProps {
  /** The block to change; null to add one. */
  block: CataloguePage["blocks"][number] | null;
  lastResult: SubmissionResult<string[]> | null;
}

type Fields = { hours: string; pricePerHourMinor: string; validMonths: string };

/** Size, price and validity of one block. */
export function BlockForm({ block, lastResult }: BlockFormProps) {
  const [form, fields] = useForm<Fields>({
    id: block ? `block-${block.id}` : "block-new",
    lastResult,
    defaultValue: block
      ? {
          hours: String(block.hours),
          pricePerHourMinor: formatAmount(block.pricePerHourMinor),
          validMonths: String(block.validMonths),
        }
      : { hours: "", pricePerHourMinor: "", validMonths: "12" },
  });
  return (
    <Form method="post" {...getFormProps(form)} className="grid gap-4.5">
      <input type="hidden" name="intent" value={block ? "change" : "add"} />
      {block && <input type="hidden" name="block" value={block.id} />}
      <div className="grid gap-4.5 roomy:grid-cols-3">
        <TextField
          field={fields.hours}
          label={m.billing_staff_block_hours()}
          inputMode="numeric"
          autoComplete="off"
        />
        <TextField
          field={fields.pricePerHourMinor}
          label={m.billing_staff_block_price()}
          inputMode="decimal"
          autoComplete="off"
        />
        <TextField
          field={fields.validMonths}
          label={m.billing_staff_block_months()}
          inputMode="numeric"
          autoComplete="off"
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
