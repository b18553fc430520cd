import { useGroupNames } from "#app/desk/components/group-name.ts";
import { ClientEffect } from "#app/desk/components/effect-lines.tsx";
import type { PreviewPart } from "#app/desk/catalogue/preview-part.ts";
import type { Quote } from "#app/desk/rules/quote.ts";
import { isDay } from "#app/platform/day.ts";
import { formatDay, formatMinutes, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { fileAccept } from "#app/requests/rules/file-kind.ts";
import { ButtonRow, SubmitButton } from "#app/ui/button.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { FileField } from "#app/ui/fields/file-field.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { Form } from "#app/ui/form.tsx";
import { DefinitionList, type Definition } from "#app/ui/lists.tsx";
import { FormError, Notice } from "#app/ui/notice.tsx";
import { Stack } from "#app/ui/page.tsx";

interface ChangePreviewProps {
  preview: PreviewPart;
  /** What the form held, to be sent along. */
  hidden: {
    id: string;
    earlierId: string | null;
    values: Readonly<Record<string, readonly string[]>>;
    /** How staff made sure of who asks; empty where nobody had to. */
    checked: string;
  };
  errors: string[] | undefined;
  /** What is wrong with the files, by the keys of their questions. */
  fileErrors: Readonly<Record<string, string[]>>;
  /** Whether the client has prepaid hours that work comes off. */
  hasHours: boolean;
  /** Where requests are read. */
  base?: "/requests" | "/staff/requests";
}

/** What the requester reads before sending: what it costs, who approves, when it is done. */
export function ChangePreview({
  preview,
  hidden,
  errors,
  fileErrors,
  hasHours,
  base = "/requests",
}: ChangePreviewProps) {
  const { nameOf, msp } = useGroupNames();
  const byMsp = preview.steps.every(({ group }) => group === "msp");
  return (
    <Form method="post" encType="multipart/form-data" className="max-w-2xl">
      <input type="hidden" name="id" value={hidden.id} />
      <input type="hidden" name="seen" value={preview.seen} />
      {hidden.checked && <input type="hidden" name="checked" value={hidden.checked} />}
      {hidden.earlierId && <input type="hidden" name="earlier" value={hidden.earlierId} />}
      {Object.entries(hidden.values).flatMap(([key, values]) =>
        values.map((value, at) => (
          <input key={`${key} ${at}`} type="hidden" name={`a_${key}`} value={value} />
        )),
      )}
      <Stack>
        <FormError errors={errors} />
        {preview.twin && (
          <Notice tone="low" quiet>
            {m.change_twin()}{" "}
            <TextLink to={`${base}/${preview.twin.id}`}>
              {m.change_twin_link({ number: preview.twin.number })}
            </TextLink>
          </Notice>
        )}
        <Card title={m.change_preview_title()} titleId="preview" padding="large">
          <DefinitionList
            items={[
              ...preview.shown.map(({ label, text }) => ({
                term: label,
                value: (
                  <span className="wrap-anywhere whitespace-pre-line">
                    {isDay(text) ? formatDay(text) : text}
                  </span>
                ),
              })),
            ]}
          />
        </Card>
        <Card title={m.change_preview_costs()} titleId="costs" padding="large">
          <DefinitionList
            items={[
              ...quoteItems(preview.quote, { hasHours, waits: preview.steps.length > 0 }),
              whoItem(preview, nameOf),
            ]}
          />
        </Card>
        <ClientEffect lines={preview.changes} />
        {preview.files.length > 0 && (
          <Card title={m.change_files_title()} titleId="files" padding="large">
            <div className="grid gap-4.5">
              {preview.files.map(({ key, label, help, required }) => (
                <FileField
                  key={key}
                  field={{ id: `f_${key}`, name: `f_${key}`, errors: fileErrors[key] }}
                  label={label}
                  hint={`${help} ${m.change_file_hint()}`.trim()}
                  optional={!required}
                  accept={fileAccept}
                />
              ))}
            </div>
          </Card>
        )}
        {preview.proof === "code" && (
          <Card title={m.change_proof_title()} titleId="proof" padding="large">
            <TextField
              field={{ id: "code", name: "code" }}
              label={m.change_proof_code()}
              hint={m.change_proof_code_hint()}
              autoComplete="one-time-code"
              inputMode="numeric"
              width="short"
            />
          </Card>
        )}
        {preview.proof === "second-person" && (
          <Notice tone="info" quiet>
            {base === "/staff/requests"
              ? m.change_proof_by_phone()
              : byMsp
                ? m.change_proof_msp({ msp })
                : m.change_proof_second_person()}
          </Notice>
        )}
        {preview.proof === "msp" && (
          <Notice tone="info" quiet title={m.change_checked()}>
            {hidden.checked}
          </Notice>
        )}
        <ButtonRow>
          <SubmitButton name="intent" value="send">
            {m.desk_request_send()}
          </SubmitButton>
          <SubmitButton name="intent" value="edit" tone="quiet">
            {m.change_preview_edit()}
          </SubmitButton>
        </ButtonRow>
      </Stack>
    </Form>
  );
}

/** What a request costs, draws and takes, as terms. `waits`: somebody has yet to approve it. */
export function quoteItems(
  quote: Quote,
  { hasHours = true, waits = false }: { hasHours?: boolean; waits?: boolean } = {},
): Definition[] {
  const money = (minor: number): string => formatMoney(minor, quote.currency);
  const later = quote.later ?? [];
  const isFree = quote.onceMinor === 0 && quote.monthlyMinor === 0 && later.length === 0;
  return [
    ...(isFree ? [{ term: m.change_price(), value: m.change_price_none() }] : []),
    ...(quote.onceMinor > 0
      ? [{ term: m.change_price_once(), value: m.change_excl_vat({ amount: money(quote.onceMinor) }) }]
      : []),
    ...(quote.monthlyMinor > 0 || later.length > 0
      ? [
          { term: m.change_price_monthly(), value: m.change_excl_vat({ amount: money(quote.monthlyMinor) }) },
          ...later.map(({ from, monthlyMinor }) => ({
            term: m.change_price_monthly_from({ day: formatDay(from) }),
            value: m.change_excl_vat({ amount: money(monthlyMinor) }),
          })),
          {
            term: m.change_price_this_month(),
            value: m.change_excl_vat({ amount: money(quote.thisMonthMinor) }),
          },
        ]
      : []),
    ...(quote.earliestEnd ? [{ term: m.change_earliest_end(), value: formatDay(quote.earliestEnd) }] : []),
    ...(quote.returnUntil ? [{ term: m.change_return_until(), value: formatDay(quote.returnUntil) }] : []),
    ...(quote.saves ?? []).map(({ from, monthlyMinor }) => ({
      term: m.change_saves(),
      value: m.change_saves_from({
        amount: m.change_excl_vat({ amount: money(monthlyMinor) }),
        from: formatDay(from),
      }),
    })),
    ...(hasHours && quote.drawsMinutes > 0
      ? [
          {
            term: m.change_hours(),
            value: m.change_hours_about({ minutes: formatMinutes(quote.drawsMinutes) }),
          },
        ]
      : []),
    {
      term: m.change_done_by(),
      value: waits ? m.change_done_by_approved({ day: formatDay(quote.doneBy) }) : formatDay(quote.doneBy),
    },
  ];
}

type NameOf = ReturnType<typeof useGroupNames>["nameOf"];

function whoItem({ steps }: PreviewPart, nameOf: NameOf): Definition {
  return {
    term: m.change_who_approves(),
    value:
      steps.length === 0 ? (
        m.change_nobody_approves()
      ) : (
        <ol className="grid gap-1">
          {steps.map((step, at) => (
            <li key={at}>{stepWords(step, nameOf)}</li>
          ))}
        </ol>
      ),
  };
}

function stepWords({ group, names, needed }: PreviewPart["steps"][number], nameOf: NameOf): string {
  if (names.length === 0) return nameOf(group);
  const who = names.join(", ");
  return names.length === needed ? who : m.change_n_of({ needed, names: who });
}
