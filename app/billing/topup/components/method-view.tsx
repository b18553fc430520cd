import type { SubmissionResult } from "@conform-to/react";

import type { SetupRefusal } from "#app/billing/topup/start-setup.server.ts";
import { methodTypeWord } from "#app/billing/topup/words.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Tag } from "#app/ui/badge.tsx";
import { LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Checkbox } from "#app/ui/fields/choices.tsx";
import { Form } from "#app/ui/form.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

type ShownRefusal = Exclude<SetupRefusal, "form-used">;

interface MethodViewProps {
  page: {
    clientName: string;
    mandate: string;
    mandateVersion: string;
    mandateHash: string;
    methods: string[];
    detailsMissing: boolean;
    backTo: string;
  };
  formKey: string;
  lastResult: SubmissionResult<string[]> | null;
  refusal: ShownRefusal | null;
}

const refusals = {
  "may-not-change": m.topup_refused_may_not,
  "details-missing": m.topup_refused_details,
  "text-changed": m.topup_refused_text,
  "stripe-down": m.topup_stripe_down,
} satisfies Record<ShownRefusal, () => string>;

function backWord(to: string): string {
  if (to === "/top-up") return m.topup_title();
  return to === "/contract" ? m.contracts_title() : m.billing_contract_pay_back();
}

/** The page to save a payment method: the mandate, the agreement to it, and the button that leads to Stripe's page. */
export function MethodView({ page, formKey, lastResult, refusal }: MethodViewProps) {
  const missing = page.detailsMissing || refusal === "details-missing";
  return (
    <>
      <PageHeader title={m.topup_method_title()} back={{ to: page.backTo, label: backWord(page.backTo) }} />
      <Stack>
        {(missing || refusal) && (
          <Notice
            tone="low"
            action={
              missing ? (
                <LinkButton to="/buy?details=edit" size="small">
                  {m.topup_refused_details_link()}
                </LinkButton>
              ) : null
            }
          >
            {refusals[refusal ?? "details-missing"]()}
          </Notice>
        )}
        <Card title={m.topup_mandate_title()} titleId="mandate" padding="large">
          <div className="grid max-w-2xl gap-2.5">
            {page.mandate.split("\n").map((clause) => (
              <p key={clause}>{clause}</p>
            ))}
            <p className="text-sm text-muted">{m.topup_mandate_version({ version: page.mandateVersion })}</p>
          </div>
          <h3 className="mt-5 font-semibold">{m.topup_method_ways()}</h3>
          <ul className="mt-2 flex flex-wrap gap-2">
            {page.methods.map((method) => (
              <li key={method}>
                <Tag>{methodTypeWord(method)}</Tag>
              </li>
            ))}
          </ul>
          {page.methods.includes("ideal") && (
            <p className="mt-3 text-sm text-muted">{m.topup_method_ideal_note()}</p>
          )}
          <Form method="post" noValidate className="mt-5 grid gap-3">
            <input type="hidden" name="formKey" value={formKey} />
            <input type="hidden" name="mandate" value={page.mandateHash} />
            <Checkbox
              field={{
                id: "agree",
                name: "agree",
                required: true,
                errors: lastResult?.error?.["agree"] ?? undefined,
              }}
              label={m.topup_mandate_agree({ client: page.clientName })}
            />
            <div>
              <SubmitButton disabled={page.detailsMissing}>{m.topup_to_stripe()}</SubmitButton>
            </div>
          </Form>
          <p className="mt-3 text-sm text-muted">{m.topup_at_stripe()}</p>
        </Card>
      </Stack>
    </>
  );
}
