import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import type { BrandPage } from "#app/office/brand/brand-page.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Checkbox } from "#app/ui/fields/choices.tsx";
import { FileField } from "#app/ui/fields/file-field.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

type Fields = Record<
  "logoLight" | "logoDark" | "removeLight" | "removeDark" | "colourLight" | "colourDark",
  string
>;
const pictures = "image/png,image/jpeg,image/webp";

/** Logos and colours. */
export function LookForm({ page, lastResult }: { page: BrandPage; lastResult: SubmissionResult | null }) {
  const [form, fields] = useForm<Fields>({
    id: "look",
    lastResult,
    defaultValue: { colourLight: page.colourLight, colourDark: page.colourDark },
  });
  return (
    <Card title={m.brand_look_title()} titleId="look-title">
      <Form
        method="post"
        encType="multipart/form-data"
        {...getFormProps(form)}
        className="grid gap-4.5 roomy:grid-cols-2"
      >
        <input type="hidden" name="intent" value="look" />
        <div className="min-w-0">
          <FileField
            field={fields.logoLight}
            label={m.brand_logo_light()}
            hint={m.brand_logo_hint()}
            accept={pictures}
          />
          {page.logoUrl && <Checkbox field={fields.removeLight} label={m.brand_logo_remove_light()} />}
        </div>
        <div className="min-w-0">
          <FileField
            field={fields.logoDark}
            label={m.brand_logo_dark()}
            hint={m.brand_logo_hint()}
            accept={pictures}
          />
          {page.logoDarkUrl && <Checkbox field={fields.removeDark} label={m.brand_logo_remove_dark()} />}
        </div>
        <TextField
          field={fields.colourLight}
          label={m.brand_colour_light()}
          hint={m.brand_colour_hint()}
          optional
          width="short"
          autoComplete="off"
          spellCheck={false}
        />
        <TextField
          field={fields.colourDark}
          label={m.brand_colour_dark()}
          hint={m.brand_colour_hint()}
          optional
          width="short"
          autoComplete="off"
          spellCheck={false}
        />
        <div className="roomy:col-span-2">
          <SubmitButton name="act" value="look">
            {m.desk_save()}
          </SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
