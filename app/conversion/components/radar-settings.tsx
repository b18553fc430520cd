import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import { formatAmount } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ButtonRow, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { FormError } from "#app/ui/notice.tsx";

import type { RadarSetting } from "#app/conversion/rules/radar.ts";

interface RadarSettingsProps {
  setting: RadarSetting;
  lastResult: SubmissionResult | null;
}

/** What the radar and the proposals reckon with. */
export function RadarSettings({ setting, lastResult }: RadarSettingsProps) {
  const [form, fields] = useForm<Record<string, string>>({
    id: "radar-form",
    lastResult,
    defaultValue: {
      seatPriceMinor: formatAmount(setting.seatPriceMinor),
      seatCostMinor: formatAmount(setting.seatCostMinor),
      labourCostMinor: formatAmount(setting.labourCostMinor),
      marginFloor: String(setting.marginFloorBp / 100),
      burnPercent: String(setting.burnPercent),
      requestsPercent: String(setting.requestsPercent),
      standardPercent: String(setting.standardPercent),
    },
  });
  const of = (name: string) => {
    const field = fields[name];
    if (!field) throw new Error(`the form has no field ${name}`);
    return field;
  };
  const tiny = { width: "tiny", inputMode: "numeric", autoComplete: "off" } as const;
  return (
    <Card title={m.conversion_setting_title()} titleId="radar-setting">
      <Form method="post" {...getFormProps(form)} className="grid gap-4.5">
        <FormError id={form.errorId} errors={form.errors} />
        <div className="grid gap-4.5 roomy:grid-cols-2 desk:grid-cols-3">
          <TextField
            field={of("seatPriceMinor")}
            label={m.conversion_setting_price()}
            {...tiny}
            inputMode="decimal"
          />
          <TextField
            field={of("seatCostMinor")}
            label={m.conversion_setting_cost()}
            {...tiny}
            inputMode="decimal"
          />
          <TextField
            field={of("labourCostMinor")}
            label={m.conversion_setting_labour()}
            {...tiny}
            inputMode="decimal"
          />
          <TextField field={of("marginFloor")} label={m.conversion_setting_floor()} {...tiny} />
          <TextField field={of("burnPercent")} label={m.conversion_setting_burn()} {...tiny} />
          <TextField field={of("requestsPercent")} label={m.conversion_setting_requests()} {...tiny} />
          <TextField field={of("standardPercent")} label={m.conversion_setting_standard()} {...tiny} />
        </div>
        <ButtonRow>
          <SubmitButton tone="secondary">{m.conversion_save()}</SubmitButton>
        </ButtonRow>
      </Form>
    </Card>
  );
}
