import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";
import { clsx } from "clsx";

import type { CheckedRow, ImportCheck } from "#app/hours/import/import-hours.server.ts";
import { problemWords } from "#app/hours/adjustments/words.ts";
import { formatDay, formatMinutes, formatMoney, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { getLocale } from "#app/platform/i18n/locale.ts";
import { Badge } from "#app/ui/badge.tsx";
import { ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { DataTable, TwoLines } from "#app/ui/data-table.tsx";
import { ErrorSummary } from "#app/ui/fields/error-summary.tsx";
import { ImportErrorsCard, ImportFileCard } from "#app/ui/import-cards.tsx";
import { Notice } from "#app/ui/notice.tsx";

interface ImportFormProps {
  formKey: string;
  lastResult: SubmissionResult<string[]> | null;
}

/** Where a file is chosen or its lines are pasted; nothing is brought in yet. */
export function ImportForm({ formKey, lastResult }: ImportFormProps) {
  const kept = lastResult?.initialValue?.["key"];
  return (
    <ImportFileCard
      intro={
        <>
          {m.manage_import_text()}{" "}
          <a href={`/opening-balances-${getLocale()}.csv`} download className="link">
            {m.manage_import_template()}
          </a>
        </>
      }
      fileHint={m.manage_field_file_hint()}
      lastResult={lastResult}
      carried={{ key: typeof kept === "string" ? kept : formKey }}
    />
  );
}

/** Every error by line; nothing is brought in while there is one. */
export function ImportErrors({ check }: { check: ImportCheck }) {
  return (
    <ImportErrorsCard
      rows={check.errors.map((error) => ({ line: error.line, words: problemWords(error) }))}
    />
  );
}

interface ImportPreviewProps extends ImportFormProps {
  check: ImportCheck;
  text: string;
}

/** What a file without errors would bring, and the button that does it. */
export function ImportPreview({ check, text, formKey, lastResult }: ImportPreviewProps) {
  const [form] = useForm({ id: "bring-in", lastResult });
  const fresh = check.rows.filter((row) => !row.known);
  const minutes = formatMinutes(fresh.reduce((sum, row) => sum + row.minutes, 0));
  return (
    <Card padding="none">
      <div className="grid gap-4 p-4">
        <ErrorSummary items={[]} formErrors={form.errors} />
        {fresh.length === 0 ? (
          <Notice tone="info" title={m.manage_import_known_title()}>
            {m.manage_import_known_text()}
          </Notice>
        ) : (
          <Notice
            tone="good"
            title={m.manage_import_ready({
              count: fresh.length,
              blocks: formatNumber(fresh.length),
              minutes,
            })}
          >
            {m.manage_import_ready_text()}
          </Notice>
        )}
      </div>
      <PreviewTable rows={check.rows} />
      <Form method="post" encType="multipart/form-data" {...getFormProps(form)} className="p-4">
        <input type="hidden" name="key" value={formKey} />
        <input type="hidden" name="text" value={text} />
        <ButtonRow>
          {fresh.length > 0 && (
            <SubmitButton name="intent" value="import">
              {m.manage_import_do({ minutes })}
            </SubmitButton>
          )}
          <LinkButton to="/staff/import" tone="quiet">
            {m.manage_import_other()}
          </LinkButton>
        </ButtonRow>
      </Form>
    </Card>
  );
}

function PreviewTable({ rows }: { rows: CheckedRow[] }) {
  return (
    <DataTable
      caption={m.manage_import_preview_caption()}
      dense
      rows={rows}
      rowKey={(row) => String(row.line)}
      columns={[
        {
          key: "client",
          header: m.manage_col_client(),
          primary: true,
          cell: (row) => (
            <TwoLines
              first={row.clientName}
              second={[m.manage_line({ line: formatNumber(row.line) }), row.reference]
                .filter(Boolean)
                .join(" · ")}
            />
          ),
        },
        {
          key: "hours",
          header: m.manage_col_hours(),
          align: "right",
          noWrap: true,
          cell: (row) => (
            <span className={clsx(row.known && "text-muted line-through")}>{formatMinutes(row.minutes)}</span>
          ),
        },
        {
          key: "value",
          header: m.manage_col_value(),
          align: "right",
          noWrap: true,
          cell: (row) =>
            row.priceMinor > 0 ? formatMoney(row.priceMinor, row.currency) : m.manage_no_price(),
        },
        {
          key: "until",
          header: m.manage_col_until(),
          noWrap: true,
          cell: (row) => (row.validUntil === null ? m.manage_forever() : formatDay(row.validUntil, "medium")),
        },
        {
          key: "known",
          header: m.manage_col_note(),
          cell: (row) =>
            row.known ? (
              <Badge tone="info" size="small">
                {m.manage_known()}
              </Badge>
            ) : null,
        },
      ]}
    />
  );
}
