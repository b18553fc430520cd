import type { SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";
import type { ReactNode } from "react";

import { formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { ErrorSummary } from "#app/ui/fields/error-summary.tsx";
import { controlProps, FieldFrame, type FieldData } from "#app/ui/fields/field.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { Notice } from "#app/ui/notice.tsx";

/** Fields that go along with a form unseen. */
type Carried = Record<string, string>;

function CarriedFields({ carried }: { carried: Carried }) {
  return Object.entries(carried).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}

interface ImportFileCardProps {
  /** Which columns there are, and where a file with them is found. */
  intro: ReactNode;
  fileHint: string;
  lastResult: SubmissionResult<string[]> | null;
  carried: Carried;
}

/** Where a file is chosen or its lines are pasted; nothing is brought in yet. */
export function ImportFileCard({ intro, fileHint, lastResult, carried }: ImportFileCardProps) {
  const field = (name: string): FieldData => ({
    id: `import-${name}`,
    name,
    initialValue: lastResult?.initialValue?.[name],
    errors: lastResult?.error?.[name] ?? undefined,
  });
  const [file, text] = [field("file"), field("text")];
  return (
    <Card title={m.manage_import_file_title()} titleId="import-title" padding="large">
      <p className="mb-4 text-muted">{intro}</p>
      <Form method="post" encType="multipart/form-data" noValidate className="grid gap-4.5">
        <ErrorSummary
          items={[
            { id: file.id, label: m.manage_field_file(), errors: file.errors },
            { id: text.id, label: m.manage_field_text(), errors: text.errors },
          ]}
          formErrors={lastResult?.error?.[""] ?? undefined}
        />
        <CarriedFields carried={carried} />
        <FieldFrame field={file} label={m.manage_field_file()} hint={fileHint}>
          <input
            {...controlProps(file, true)}
            type="file"
            accept=".csv,.txt,text/csv,text/plain"
            className="control py-2"
          />
        </FieldFrame>
        <TextArea
          field={text}
          label={m.manage_field_text()}
          hint={m.manage_field_text_hint()}
          optional
          rows={5}
        />
        <div>
          <SubmitButton name="intent" value="check">
            {m.manage_import_check()}
          </SubmitButton>
        </div>
      </Form>
    </Card>
  );
}

/** The errors of a file, each with its line, the first 200 of them; nothing is brought in while there is one. */
export function ImportErrorsCard({ rows }: { rows: readonly { line: number; words: string }[] }) {
  return (
    <Card padding="none">
      <div className="p-4 pb-0">
        <Notice
          tone="error"
          title={m.manage_import_errors({ count: rows.length, errors: formatNumber(rows.length) })}
        >
          {m.manage_import_errors_text()}
        </Notice>
      </div>
      <DataTable
        caption={m.manage_import_errors_caption()}
        dense
        rows={rows.slice(0, 200).map((row, index) => ({ ...row, index }))}
        rowKey={(row) => String(row.index)}
        columns={[
          {
            key: "line",
            header: m.manage_col_line(),
            primary: true,
            noWrap: true,
            cell: (row) => m.manage_line({ line: formatNumber(row.line) }),
          },
          {
            key: "problem",
            header: m.manage_col_problem(),
            cell: (row) => <span className="wrap-anywhere">{row.words}</span>,
          },
        ]}
      />
    </Card>
  );
}

interface ImportColumnsCardProps {
  columns: readonly { column: string; head: string; required: boolean }[];
  /** What heads the columns of the file. */
  head: readonly string[];
  /** Where each of our columns stands: `name:2`. */
  chosen: readonly string[];
  /** Columns of the file that nothing is read from. */
  unused: readonly string[];
  carried: Carried;
}

/** Which column of the file each of ours is in, to be chosen anew. */
export function ImportColumnsCard({ columns, head, chosen, unused, carried }: ImportColumnsCardProps) {
  return (
    <Card title={m.people_import_map_title()} titleId="map-title">
      {unused.length > 0 && (
        <p className="mb-3 text-muted">{m.people_import_unused({ columns: unused.join(", ") })}</p>
      )}
      <Form method="post" encType="multipart/form-data" className="grid gap-4">
        <CarriedFields carried={carried} />
        <div className="grid gap-3 sm:grid-cols-2">
          {columns.map(({ column, head: label, required }) => {
            const none = `${column}:-`;
            return (
              <Select
                key={column}
                field={{
                  id: `map-${column}`,
                  name: "columns",
                  initialValue: chosen.find((choice) => choice.startsWith(`${column}:`)) ?? none,
                }}
                label={label}
                optional={!required}
                options={[
                  { value: none, label: m.people_import_map_none() },
                  ...head.map((name, index) => ({ value: `${column}:${index}`, label: name })),
                ]}
              />
            );
          })}
        </div>
        <div>
          <SubmitButton name="intent" value="check" tone="secondary">
            {m.manage_import_check()}
          </SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
