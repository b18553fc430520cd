import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import type { ClientRunPage } from "#app/billing/monthly/run-page.server.ts";
import { collectionWords, oddityWords, runStateTone, runStateWord } from "#app/billing/monthly/words.ts";
import { vatLabel } from "#app/billing/words.ts";
import { monthWords } from "#app/contracts/components/line-words.ts";
import { MonthLines } from "#app/contracts/components/month-lines.tsx";
import { formatMoney, signedMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card, CardGrid, TextLink } from "#app/ui/card.tsx";
import { HiddenField } from "#app/ui/fields/hidden-field.tsx";
import { ReplyForm } from "#app/ui/fields/reply-form.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { ConfirmStep } from "#app/ui/confirm-step.tsx";
import { DefinitionList, EntryList } from "#app/ui/lists.tsx";
import { FormError, Notice } from "#app/ui/notice.tsx";
import { Stack } from "#app/ui/page.tsx";

interface ClientRunProps {
  page: ClientRunPage;
  formKey: string;
  lastResult: SubmissionResult | null;
  /** Why the month was not closed or issued. */
  refused: string[] | undefined;
}

/** One client's month for finance: what is odd, the lines with their reasons, and closing, issuing and correcting it. */
export function ClientRun({ page, formKey, lastResult, refused }: ClientRunProps) {
  const { draft, currency, state } = page;
  return (
    <Stack>
      <FormError errors={refused} />
      {page.oddities.length > 0 && (
        <Notice tone="low" quiet title={m.monthly_odd_title()}>
          <ul className="list-disc pl-5">
            {page.oddities.map((oddity, at) => (
              <li key={at}>{oddityWords(oddity, currency, page.typeNames)}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Card
        padding="none"
        title={m.monthly_lines_of({ month: monthWords(page.month) })}
        titleId="lines"
        aside={
          <Badge size="small" tone={runStateTone(state)}>
            {runStateWord(state)}
          </Badge>
        }
      >
        <MonthLines lines={draft.lines} currency={currency} />
        <div className="border-t border-line px-5 py-4">
          <Sum page={page} />
        </div>
      </Card>
      <Collection page={page} />
      {state === "asked" && <OnItsWay page={page} />}
      {page.mayHandle && state !== "asked" && <Acts page={page} />}
      <Credits page={page} formKey={formKey} />
      {page.mayHandle && state === "draft" && (
        <CardGrid columns={2}>
          <AdjustForm formKey={formKey} lastResult={lastResult} />
          {page.adjustments.length > 0 && (
            <Card title={m.monthly_adjustments()} titleId="adjustments">
              <EntryList
                rows={page.adjustments.map(({ id, reason, amountMinor }) => ({
                  key: id,
                  title: reason,
                  detail: (
                    <Form method="post">
                      <input type="hidden" name="id" value={id} />
                      <SubmitButton tone="quiet" size="small" name="intent" value="remove">
                        {m.monthly_adjustment_remove()}
                      </SubmitButton>
                    </Form>
                  ),
                  aside: signedMoney(amountMinor, currency),
                }))}
              />
            </Card>
          )}
        </CardGrid>
      )}
    </Stack>
  );
}

function Sum({ page: { draft, invoice, currency } }: { page: ClientRunPage }) {
  const money = (minor: number) => formatMoney(minor, currency);
  if (!invoice)
    return (
      <DefinitionList
        layout="sum"
        items={[{ term: m.monthly_total_without_vat(), value: money(draft.totalMinor), total: true }]}
      />
    );
  return (
    <DefinitionList
      layout="sum"
      items={[
        { term: m.monthly_total_without_vat(), value: money(invoice.netMinor) },
        { term: vatLabel(invoice), value: money(invoice.vatMinor) },
        { term: m.billing_total(), value: money(invoice.grossMinor), total: true },
      ]}
    />
  );
}

/** How the open invoice is collected, or why it was not. */
function Collection({ page: { collection, openMinor, state, currency } }: { page: ClientRunPage }) {
  if (!collection || state !== "open") return null;
  const amount = formatMoney(openMinor, currency);
  return (
    <Notice quiet tone={collection.collection === "failed" ? "low" : "info"}>
      {collectionWords(collection, amount)}
    </Notice>
  );
}

/** An invoice that was asked for and is not out: how that stands, and where Stripe did not make it, why, and the way to try at once. */
function OnItsWay({ page: { invoice, mayHandle, mayTestStripe } }: { page: ClientRunPage }) {
  if (!invoice?.failure) return <Notice quiet>{m.monthly_asked_text()}</Notice>;
  return (
    <Notice
      quiet
      tone="low"
      title={m.monthly_not_made()}
      action={
        mayHandle && (
          <Form method="post">
            <SubmitButton tone="secondary" size="small" name="intent" value="issue">
              {m.monthly_try_now()}
            </SubmitButton>
          </Form>
        )
      }
    >
      <p>{m.monthly_not_made_text()}</p>
      <p className="text-sm text-muted wrap-anywhere">{m.conn_said({ words: invoice.failure })}</p>
      {mayTestStripe && <TextLink to="/staff/settings/connections">{m.conn_title()}</TextLink>}
    </Notice>
  );
}

function Acts({ page }: { page: ClientRunPage }) {
  const { state, draft, isOver, invoice, currency, collection, otherVat } = page;
  if (otherVat) return <IssueWithEarlierVat page={page} {...otherVat} />;
  if (state === "draft" && !isOver)
    return <p className="text-muted">{m.contracts_refused_month_not_over()}</p>;
  if (state === "draft" || state === "closed" || state === "void")
    return (
      <Form method="post" className="flex flex-col items-start gap-2">
        <input type="hidden" name="seen" value={draft.totalMinor} />
        <p className="max-w-prose text-muted">
          {state === "draft" ? m.monthly_close_text() : m.monthly_issue_text()}
        </p>
        <SubmitButton name="intent" value={state === "draft" ? "close" : "issue"}>
          {state === "draft"
            ? m.monthly_close_at({ amount: formatMoney(draft.totalMinor, currency) })
            : m.monthly_issue_at({ amount: formatMoney(draft.totalMinor, currency) })}
        </SubmitButton>
      </Form>
    );
  if (!invoice?.url) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
      <a className="link" href={invoice.url}>
        {m.billing_invoice_view_of({ number: invoice.number ?? "" })}
      </a>
      {state === "open" && (
        <Form method="post">
          <SubmitButton tone="secondary" size="small" name="intent" value="paid-elsewhere">
            {m.monthly_pay_elsewhere()}
          </SubmitButton>
        </Form>
      )}
      {state === "open" && collection?.failure !== "disputed" && (
        <ConfirmStep
          label={m.monthly_void()}
          text={m.refund_close_sure()}
          button={m.refund_give_up_now()}
          intent="void"
        />
      )}
    </div>
  );
}

/** A closed month that gives back other VAT than its client has by now: why it goes out with the earlier one, and the way to. */
function IssueWithEarlierVat({
  page: { draft, currency },
  now,
  then,
}: { page: ClientRunPage } & NonNullable<ClientRunPage["otherVat"]>) {
  const word = ({ kind, rateBp }: typeof now) => vatLabel({ vatKind: kind, vatRateBp: rateBp });
  return (
    <Form method="post" className="flex flex-col items-start gap-2">
      <input type="hidden" name="vat" value="earlier" />
      <p className="max-w-prose">{m.monthly_vat_since_closing({ now: word(now), then: word(then) })}</p>
      <p className="max-w-prose text-muted">{m.monthly_issue_text()}</p>
      <SubmitButton name="intent" value="issue">
        {m.monthly_issue_with_vat({ amount: formatMoney(draft.totalMinor, currency) })}
      </SubmitButton>
    </Form>
  );
}

/** The credit notes of the month, and a form for one where the client was charged too much by today's facts. */
function Credits({ page, formKey }: { page: ClientRunPage; formKey: string }) {
  const { credits, openCorrectionMinor, currency, mayHandle, state } = page;
  const canCredit = mayHandle && openCorrectionMinor < 0 && (state === "open" || state === "paid");
  if (credits.length === 0 && !canCredit) return null;
  return (
    <Card title={m.monthly_credits_title()} titleId="credits">
      {credits.length > 0 && (
        <EntryList
          rows={credits.map(({ id, number, pdf, reason, grossMinor, state: stands }) => ({
            key: id,
            title: number ?? (stands === "refused" ? m.monthly_credit_refused() : m.monthly_state_asked()),
            detail: pdf ? (
              <a className="link" href={pdf}>
                {reason}
              </a>
            ) : (
              reason
            ),
            aside: formatMoney(-grossMinor, currency),
          }))}
        />
      )}
      {canCredit && (
        <ReplyForm which={{ intent: "credit" }} className="mt-3 grid max-w-prose gap-3">
          <p>{m.monthly_credit_text({ amount: formatMoney(-openCorrectionMinor, currency) })}</p>
          <input type="hidden" name="id" value={formKey} />
          <TextField
            field={{ id: "credit-reason", name: "reason" }}
            label={m.monthly_credit_reason()}
            autoComplete="off"
          />
          <div>
            <SubmitButton tone="secondary" name="act" value="credit">
              {m.monthly_credit()}
            </SubmitButton>
          </div>
        </ReplyForm>
      )}
    </Card>
  );
}

function AdjustForm({ formKey, lastResult }: { formKey: string; lastResult: SubmissionResult | null }) {
  const [form, fields] = useForm<{
    intent: string;
    id: string;
    sign: string;
    amount: string;
    reason: string;
  }>({
    id: "adjust",
    lastResult,
    defaultValue: { intent: "adjust", id: formKey, sign: "minus", amount: "", reason: "" },
  });
  return (
    <Card title={m.monthly_adjust_title()} titleId="adjust-title">
      <Form method="post" {...getFormProps(form)} className="grid gap-4">
        <HiddenField field={fields.intent} />
        <HiddenField field={fields.id} />
        <Select
          field={fields.sign}
          label={m.monthly_adjust_sign()}
          options={[
            { value: "minus", label: m.monthly_adjust_minus() },
            { value: "plus", label: m.monthly_adjust_plus() },
          ]}
        />
        <TextField
          field={fields.amount}
          label={m.monthly_adjust_amount()}
          inputMode="decimal"
          width="short"
          autoComplete="off"
        />
        <TextField
          field={fields.reason}
          label={m.monthly_adjust_reason()}
          hint={m.monthly_adjust_reason_hint()}
          autoComplete="off"
        />
        <div>
          <SubmitButton tone="secondary">{m.monthly_adjust_save()}</SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
