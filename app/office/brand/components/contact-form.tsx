import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import type { BrandPage } from "#app/office/brand/brand-page.server.ts";
import { languageName } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { locales } from "#app/platform/i18n/locale.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Checkbox } from "#app/ui/fields/choices.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

type Last = { page: BrandPage; lastResult: SubmissionResult | null };
type Fields = Record<"senderName" | "replyTo" | "accountHolder" | "iban" | "bic" | "creditorId", string> & {
  transfersByHand: boolean;
};

/** Who e-mails come from, where answers go, and the bank account. */
export function ContactForm({ page, lastResult }: Last) {
  const { senderName, replyTo, accountHolder, iban, bic, creditorId, transfersByHand } = page;
  const [form, fields] = useForm<Fields>({
    id: "contact",
    lastResult,
    defaultValue: { senderName, replyTo, accountHolder, iban, bic, creditorId, transfersByHand },
  });
  return (
    <Card title={m.brand_contact_title()} titleId="contact-title">
      <Form method="post" {...getFormProps(form)} className="grid items-start gap-4.5 roomy:grid-cols-2">
        <input type="hidden" name="intent" value="contact" />
        <TextField
          field={fields.senderName}
          label={m.brand_sender()}
          hint={m.brand_sender_hint()}
          optional
          autoComplete="off"
        />
        <TextField
          field={fields.replyTo}
          label={m.brand_reply()}
          hint={m.brand_reply_hint({ email: page.email })}
          type="email"
          optional
          autoComplete="off"
        />
        <TextField field={fields.accountHolder} label={m.brand_holder()} optional autoComplete="off" />
        <TextField
          field={fields.iban}
          label={m.brand_iban()}
          optional
          autoComplete="off"
          spellCheck={false}
        />
        <TextField
          field={fields.bic}
          label={m.brand_bic()}
          optional
          width="short"
          autoComplete="off"
          spellCheck={false}
        />
        <TextField
          field={fields.creditorId}
          label={m.brand_creditor()}
          hint={m.brand_creditor_hint()}
          optional
          autoComplete="off"
          spellCheck={false}
        />
        <div className="roomy:col-span-2">
          <Checkbox
            field={fields.transfersByHand}
            label={m.brand_transfers_by_hand()}
            hint={m.brand_transfers_by_hand_hint()}
          />
        </div>
        <p className="text-sm text-muted">{m.brand_phone_note()}</p>
        <div className="roomy:col-span-2">
          <SubmitButton tone="secondary" name="act" value="contact">
            {m.desk_save()}
          </SubmitButton>
        </div>
      </Form>
    </Card>
  );
}

/** The MSP's own terms for prepaid hours, a text a language. */
export function TermsForm({ page, lastResult }: Last) {
  const [form, fields] = useForm<Record<"nl" | "de" | "en", string>>({
    id: "own-terms",
    lastResult,
    defaultValue: page.terms,
  });
  return (
    <Card title={m.brand_terms_title()} titleId="terms-title">
      <p className="mb-4 text-muted">{m.brand_terms_text()}</p>
      <Form method="post" {...getFormProps(form)} className="grid gap-4.5">
        <input type="hidden" name="intent" value="terms" />
        {locales.map((locale) => (
          <TextArea
            key={locale}
            field={fields[locale]}
            label={m.brand_terms_in({ language: languageName(locale) })}
            rows={5}
            optional
          />
        ))}
        <div>
          <SubmitButton tone="secondary" name="act" value="terms">
            {m.desk_save()}
          </SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
