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
import { ImportColumnsCard, ImportErrorsCard, ImportFileCard } from "#app/ui/import-cards.tsx";
import { FormError, Notice } from "#app/ui/notice.tsx";

import { endsWords, fileErrorWords, importErrorWords } from "#app/people/import/words.ts";

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
  return (
    <ImportFileCard
      intro={
        <>
          {m.people_import_columns({
            required: columnWords(kind, true),
            optional: columnWords(kind, false),
          })}{" "}
          <a href={exportTo} download className="link">
            {m.people_import_export()}
          </a>
        </>
      }
      fileHint={m.people_import_file_hint({ count: formatNumber(mostLines) })}
      lastResult={lastResult}
      carried={{ kind }}
    />
  );
}

/** Every error, of the file or by line; nothing is brought in while there is one. */
export function FileErrors({ file }: { file: CheckedFile }) {
  return (
    <ImportErrorsCard
      rows={[
        ...file.fileErrors.map((error) => ({ line: error.line, words: fileErrorWords(error) })),
        ...file.errors.map((error) => ({ line: error.line, words: importErrorWords(error) })),
      ]}
    />
  );
}

/** Which column of the file each of ours is in, to be chosen anew. */
export function MapColumns({ kind, file }: { kind: ImportKind; file: CheckedFile }) {
  return (
    <ImportColumnsCard
      columns={columnsOf(kind).map(({ column, required }) => ({
        column,
        required,
        head: headOf(column, getLocale()),
      }))}
      head={file.head}
      chosen={file.columns}
      unused={file.unused}
      carried={{ kind, text: file.text }}
    />
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
            {m.manage_import_other()}
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
        {
          key: "what",
          header: m.people_import_col_what(),
          primary: true,
          cell: ({ label, ends }) => (
            <>
              {label}
              {ends && <span className="block text-sm font-normal text-muted">{endsWords(ends)}</span>}
            </>
          ),
        },
        {
          key: "line",
          header: m.manage_col_line(),
          noWrap: true,
          cell: (row) => m.manage_line({ line: formatNumber(row.line) }),
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
