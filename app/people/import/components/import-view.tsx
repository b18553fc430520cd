import { Form } from "@remix-run/react";
import type { SubmissionResult } from "@conform-to/react";

import { columnsOf, headOf, type ImportKind } from "#app/people/rules/import/columns.ts";
import { isChange, mostLines, type PlannedFile, type PlannedLine } from "#app/people/rules/import/plan.ts";
import { formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { getLocale } from "#app/platform/i18n/locale.ts";
import { Badge } from "#app/ui/badge.tsx";
import { ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { ErrorSummary } from "#app/ui/fields/error-summary.tsx";
import { controlProps, FieldFrame, type FieldData } from "#app/ui/fields/field.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { FormError, Notice } from "#app/ui/notice.tsx";

import { fileErrorWords, importErrorWords } from "#app/people/import/words.ts";

/** A file as the page has it: what it would do, and the text that goes along to the next step. */
export type CheckedFile = { text: string } & Pick<
  PlannedFile,
  "fileErrors" | "errors" | "steps" | "unused"
> & {
    head: string[];
    /** Where each of our columns stands: `name:2`. */
    columns: string[];
  };

interface FormProps {
  kind: ImportKind;
  lastResult: SubmissionResult<string[]> | null;
}

const columnWords = (kind: ImportKind, required: boolean): string =>
  columnsOf(kind)
    .filter((one) => one.required === required)
    .map(({ column }) => headOf(column, getLocale()))
    .join(", ");

/** Where a file is chosen or its lines are pasted; nothing is brought in yet. */
export function ChooseFile({ kind, lastResult, exportTo }: FormProps & { exportTo: string }) {
  const field = (name: string): FieldData => ({
    id: `import-${name}`,
    name,
    initialValue: lastResult?.initialValue?.[name],
    errors: lastResult?.error?.[name] ?? undefined,
  });
  const [file, text] = [field("file"), field("text")];
  return (
    <Card title={m.care_import_file_title()} titleId="import-title" padding="large">
      <p className="mb-4 text-muted">
        {m.people_import_columns({ required: columnWords(kind, true), optional: columnWords(kind, false) })}{" "}
        <a href={exportTo} download className="link">
          {m.people_import_export()}
        </a>
      </p>
      <Form method="post" encType="multipart/form-data" noValidate className="grid gap-4.5">
        <ErrorSummary
          items={[
            { id: file.id, label: m.care_field_file(), errors: file.errors },
            { id: text.id, label: m.care_field_text(), errors: text.errors },
          ]}
          formErrors={lastResult?.error?.[""] ?? undefined}
        />
        <input type="hidden" name="kind" value={kind} />
        <FieldFrame
          field={file}
          label={m.care_field_file()}
          hint={m.people_import_file_hint({ count: formatNumber(mostLines) })}
        >
          <input
            {...controlProps(file, true)}
            type="file"
            accept=".csv,.txt,text/csv,text/plain"
            className="control py-2"
          />
        </FieldFrame>
        <TextArea
          field={text}
          label={m.care_field_text()}
          hint={m.care_field_text_hint()}
          optional
          rows={5}
        />
        <div>
          <SubmitButton name="intent" value="check">
            {m.care_import_check()}
          </SubmitButton>
        </div>
      </Form>
    </Card>
  );
}

/** Every error, of the file or by line; nothing is brought in while there is one. */
export function FileErrors({ file }: { file: CheckedFile }) {
  const rows = [
    ...file.fileErrors.map((error) => ({ line: error.line, words: fileErrorWords(error) })),
    ...file.errors.map((error) => ({ line: error.line, words: importErrorWords(error) })),
  ];
  return (
    <Card padding="none">
      <div className="p-4 pb-0">
        <Notice
          tone="error"
          title={m.care_import_errors({ count: rows.length, errors: formatNumber(rows.length) })}
        >
          {m.care_import_errors_text()}
        </Notice>
      </div>
      <DataTable
        caption={m.care_import_errors_caption()}
        dense
        rows={rows.slice(0, 200).map((row, index) => ({ ...row, index }))}
        rowKey={(row) => String(row.index)}
        columns={[
          {
            key: "line",
            header: m.care_col_line(),
            primary: true,
            noWrap: true,
            cell: (row) => m.care_line({ line: formatNumber(row.line) }),
          },
          {
            key: "problem",
            header: m.care_col_problem(),
            cell: (row) => <span className="break-words">{row.words}</span>,
          },
        ]}
      />
    </Card>
  );
}

/** Which column of the file each of ours is in, to be chosen anew. */
export function MapColumns({ kind, file }: { kind: ImportKind; file: CheckedFile }) {
  return (
    <Card title={m.people_import_map_title()} titleId="map-title">
      {file.unused.length > 0 && (
        <p className="mb-3 text-muted">{m.people_import_unused({ columns: file.unused.join(", ") })}</p>
      )}
      <Form method="post" encType="multipart/form-data" className="grid gap-4">
        <Carried kind={kind} file={file} />
        <div className="grid gap-3 sm:grid-cols-2">
          {columnsOf(kind).map(({ column, required }) => {
            const none = `${column}:-`;
            const chosen = file.columns.find((choice) => choice.startsWith(`${column}:`)) ?? none;
            return (
              <Select
                key={column}
                field={{ id: `map-${column}`, name: "columns", initialValue: chosen }}
                label={headOf(column, getLocale())}
                optional={!required}
                options={[
                  { value: none, label: m.people_import_map_none() },
                  ...file.head.map((head, index) => ({ value: `${column}:${index}`, label: head })),
                ]}
              />
            );
          })}
        </div>
        <div>
          <SubmitButton name="intent" value="check" tone="secondary">
            {m.care_import_check()}
          </SubmitButton>
        </div>
      </Form>
    </Card>
  );
}

function Carried({ kind, file }: { kind: ImportKind; file: CheckedFile }) {
  return (
    <>
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="text" value={file.text} />
    </>
  );
}

/** What a file without errors would change, and the button that does it. */
export function FilePreview({
  kind,
  file,
  lastResult,
  again,
}: FormProps & { file: CheckedFile; again: string }) {
  const changing = file.steps.filter(isChange);
  const [count, same] = [changing.length, formatNumber(file.steps.length - changing.length)];
  return (
    <Card padding="none">
      <div className="grid gap-4 p-4">
        <FormError errors={lastResult?.error?.[""] ?? undefined} />
        {count === 0 ? (
          <Notice tone="info" title={m.people_import_same_title()}>
            {m.people_import_same_text()}
          </Notice>
        ) : (
          <Notice tone="good" title={m.people_import_ready({ n: count, count: formatNumber(count) })}>
            {m.people_import_ready_text({ same })}
          </Notice>
        )}
      </div>
      {count > 0 && <PreviewTable steps={changing.slice(0, 200)} />}
      {count > 200 && (
        <p className="px-4 text-muted">{m.people_import_more({ count: formatNumber(count - 200) })}</p>
      )}
      <Form method="post" encType="multipart/form-data" className="p-4">
        <Carried kind={kind} file={file} />
        {file.columns.map((choice) => (
          <input key={choice} type="hidden" name="columns" value={choice} />
        ))}
        <ButtonRow>
          {count > 0 && (
            <SubmitButton name="intent" value="import">
              {m.people_import_do({ n: count, count: formatNumber(count) })}
            </SubmitButton>
          )}
          <LinkButton to={again} tone="quiet">
            {m.care_import_other()}
          </LinkButton>
        </ButtonRow>
      </Form>
    </Card>
  );
}

function PreviewTable({ steps }: { steps: PlannedLine[] }) {
  return (
    <DataTable
      caption={m.people_import_caption()}
      dense
      rows={steps}
      rowKey={(row) => String(row.line)}
      columns={[
        { key: "what", header: m.people_import_col_what(), primary: true, cell: (row) => row.label },
        {
          key: "line",
          header: m.care_col_line(),
          noWrap: true,
          cell: (row) => m.care_line({ line: formatNumber(row.line) }),
        },
        {
          key: "state",
          header: m.people_col_state(),
          cell: (row) => (
            <Badge tone={row.isNew ? "good" : "info"} size="small">
              {row.isNew ? m.people_import_new() : m.people_import_changed()}
            </Badge>
          ),
        },
      ]}
    />
  );
}
