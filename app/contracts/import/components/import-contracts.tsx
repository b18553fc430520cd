import type { SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import { contractErrorWords, contractFileWords } from "#app/contracts/import/words.ts";
import { contractColumns, contractHead } from "#app/contracts/rules/import/columns.ts";
import { mostContractRows, type PlannedContracts } from "#app/contracts/rules/import/plan.ts";
import { formatDay, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { getLocale } from "#app/platform/i18n/locale.ts";
import { Badge } from "#app/ui/badge.tsx";
import { ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { ImportColumnsCard, ImportErrorsCard, ImportFileCard } from "#app/ui/import-cards.tsx";
import { FormError, Notice } from "#app/ui/notice.tsx";
import { Stack } from "#app/ui/page.tsx";

/** A file of contracts as the page has it: what it would do, and the text that goes along to the next step. */
export type CheckedContracts = {
  text: string;
  head: string[];
  columns: string[];
} & Pick<PlannedContracts, "fileErrors" | "errors" | "steps" | "unused">;

interface ImportContractsProps {
  base: string;
  file: CheckedContracts | null;
  lastResult: SubmissionResult<string[]> | null;
}

const headsOf = (required: boolean): string =>
  contractColumns
    .filter((one) => one.required === required)
    .map(({ column }) => contractHead(column, getLocale()))
    .join(", ");

/** Contracts out of a file: choose it, see every error or what it would add, and bring it in. */
export function ImportContracts({ base, file, lastResult }: ImportContractsProps) {
  const isWrong = file !== null && file.fileErrors.length + file.errors.length > 0;
  return (
    <Stack className="max-w-4xl">
      <p className="text-muted">{m.contracts_import_subtitle()}</p>
      {file && isWrong && (
        <ImportErrorsCard
          rows={[
            ...file.fileErrors.map((error) => ({ line: error.line, words: contractFileWords(error) })),
            ...file.errors.map((error) => ({ line: error.line, words: contractErrorWords(error) })),
          ]}
        />
      )}
      {file && !isWrong && <Preview base={base} file={file} lastResult={lastResult} />}
      {file && file.head.length > 0 && (
        <ImportColumnsCard
          columns={contractColumns.map(({ column, required }) => ({
            column,
            required,
            head: contractHead(column, getLocale()),
          }))}
          head={file.head}
          chosen={file.columns}
          unused={file.unused}
          carried={{ text: file.text }}
        />
      )}
      {(file === null || isWrong) && (
        <ImportFileCard
          intro={
            <>
              {m.people_import_columns({ required: headsOf(true), optional: headsOf(false) })}{" "}
              <a href={`${base}/export`} download className="link">
                {m.contracts_import_export()}
              </a>
            </>
          }
          fileHint={m.people_import_file_hint({ count: formatNumber(mostContractRows) })}
          lastResult={lastResult}
          carried={{}}
        />
      )}
    </Stack>
  );
}

function Preview({ base, file, lastResult }: ImportContractsProps & { file: CheckedContracts }) {
  const count = file.steps.filter(({ isNew }) => isNew).length;
  const same = formatNumber(file.steps.length - count);
  return (
    <Card padding="none">
      <div className="grid gap-4 p-4">
        <FormError errors={lastResult?.error?.[""] ?? undefined} />
        <Notice
          tone={count === 0 ? "info" : "good"}
          title={count === 0 ? m.people_import_same_title() : m.contracts_import_ready({ count })}
        >
          {count === 0 ? m.people_import_same_text() : m.contracts_import_ready_text({ same })}
        </Notice>
      </div>
      <DataTable
        caption={m.contracts_title()}
        dense
        rows={file.steps}
        rowKey={(row) => String(row.line)}
        columns={[
          { key: "name", header: m.contracts_title(), primary: true, cell: (row) => row.contract.name },
          {
            key: "from",
            header: m.contracts_import_starts(),
            noWrap: true,
            cell: (row) => formatDay(row.contract.startsOn, "medium"),
          },
          {
            key: "lines",
            header: m.contracts_import_price_lines(),
            align: "right",
            cell: (row) => formatNumber(row.lines.length),
          },
          {
            key: "state",
            header: m.people_col_state(),
            cell: (row) => (
              <Badge tone={row.isNew ? "good" : "neutral"} size="small">
                {row.isNew ? m.people_import_new() : m.contracts_import_same()}
              </Badge>
            ),
          },
        ]}
      />
      <Form method="post" encType="multipart/form-data" className="p-4">
        <input type="hidden" name="text" value={file.text} />
        {file.columns.map((choice) => (
          <input key={choice} type="hidden" name="columns" value={choice} />
        ))}
        <ButtonRow>
          {count > 0 && (
            <SubmitButton name="intent" value="import">
              {m.contracts_import_do({ count })}
            </SubmitButton>
          )}
          <LinkButton to={`${base}/import`} tone="quiet">
            {m.manage_import_other()}
          </LinkButton>
        </ButtonRow>
      </Form>
    </Card>
  );
}
