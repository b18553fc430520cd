import { Form } from "@remix-run/react";

import type { AuditVocabulary } from "#app/identity/audit.ts";
import type { AuditPage } from "#app/identity/audit-page.server.ts";
import type { AuditRow, AuditVerdict } from "#app/identity/audit-store.server.ts";
import { detailWord, targetWord } from "#app/identity/audit-words.ts";
import { auditList } from "#app/identity/staff-lists.ts";
import type { AuditFilter } from "#app/identity/rules/audit-filter.ts";
import { formatInstant, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { DataTable, type Column } from "#app/ui/data-table.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { DayField, TextField } from "#app/ui/fields/text-field.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";
import { keptOf, listAddress, type ListState } from "#app/ui/table/list-state.ts";
import { ListTools, type SavedView } from "#app/ui/table/list-tools.tsx";
import { Pagination } from "#app/ui/wayfinding.tsx";

type Page = AuditPage & { filter: AuditFilter; list: ListState; views: SavedView[] };

/** What happened, by whom, filtered; and whether the log is whole. */
export function AuditLog({ page, words }: { page: Page; words: AuditVocabulary }) {
  const toPage = (next: number): string => listAddress(page.list, { page: String(next) });
  return (
    <>
      <PageHeader
        title={m.identity_audit_title()}
        subtitle={m.identity_audit_subtitle({ count: formatNumber(page.total) })}
      />
      <Stack>
        <Verdict verdict={page.verdict} zone={page.zone} />
        <Filters page={page} words={words} />
        <ListTools list={page.list} views={page.views} columns={columns(page.zone, words)} />
        <Card padding="none">
          <DataTable
            caption={m.identity_audit_title()}
            columns={columns(page.zone, words)}
            rows={page.rows}
            rowKey={(row) => `${row.chain}-${row.seq}`}
            dense
            phone="lines"
            list={page.list}
            empty={<EmptyState title={m.identity_audit_empty()} />}
          />
          <Pagination page={page.page} pages={page.pages} toPage={toPage} />
        </Card>
      </Stack>
    </>
  );
}

function Verdict({ verdict, zone }: { verdict: AuditVerdict; zone: string }) {
  const { rows, proved, wholeAt, broken } = verdict;
  const checkAll = (
    <Form method="post">
      <Button type="submit" size="small">
        {m.audit_check_all()}
      </Button>
    </Form>
  );
  if (!broken) {
    return (
      <Notice
        tone="good"
        quiet
        title={m.identity_audit_whole({ count: formatNumber(proved) })}
        action={checkAll}
      >
        {proved < rows && <p>{m.audit_not_yet({ count: formatNumber(rows - proved) })}</p>}
        <p>{wholeAt ? m.audit_whole_at({ at: formatInstant(wholeAt, zone) }) : m.audit_checked()}</p>
      </Notice>
    );
  }
  return (
    <Notice
      tone="error"
      action={checkAll}
      title={m.identity_audit_broken({
        seq: broken.seq,
        chain: broken.client ?? m.identity_audit_own_chain(),
      })}
    >
      {m.identity_audit_broken_text()}
    </Notice>
  );
}

function Filters({ page, words }: { page: Page; words: AuditVocabulary }) {
  const { filter } = page;
  const field = (name: string, value: string | null) => ({
    id: `audit-${name}`,
    name,
    initialValue: value ?? "",
  });
  const isNarrowed = Object.values(filter).some(Boolean);
  return (
    <details className="rounded-lg border border-line bg-card px-4 print:hidden" open={isNarrowed}>
      <summary className="flex min-h-11 items-center font-semibold">{m.queue_filter_title()}</summary>
      <Form
        method="get"
        key={JSON.stringify(filter)}
        className="grid items-start pt-1 pb-4 gap-3.5 roomy:grid-cols-2 desk:grid-cols-5"
      >
        {Object.entries(keptOf(page.list, ...auditList.filters)).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Select
          field={field("group", filter.group)}
          label={m.identity_audit_group()}
          placeholder={m.audit_all_but_sign_ins()}
          options={[
            { value: "all", label: m.audit_all() },
            ...words.groups.map((value) => ({ value, label: words.group(value) })),
          ]}
        />
        <TextField
          field={field("person", filter.person)}
          label={m.identity_audit_person()}
          autoComplete="off"
        />
        <Select
          field={field("client", filter.clientId)}
          label={m.identity_audit_client()}
          placeholder={m.identity_audit_all()}
          options={page.clients.map((client) => ({ value: client.id, label: client.name }))}
        />
        <DayField field={field("from", filter.from)} label={m.identity_audit_from()} max={page.today} />
        <DayField field={field("until", filter.until)} label={m.identity_audit_until()} max={page.today} />
        <div className="col-span-full flex flex-wrap gap-2.5">
          <Button type="submit">{m.identity_audit_filter()}</Button>
          <LinkButton to="/staff/audit" tone="quiet">
            {m.identity_audit_clear()}
          </LinkButton>
        </div>
      </Form>
    </details>
  );
}

function columns(zone: string, words: AuditVocabulary): Column<AuditRow>[] {
  return [
    {
      key: "action",
      header: m.identity_audit_what(),
      primary: true,
      cell: (row) => (
        <span className="flex flex-wrap items-baseline gap-x-2">
          {words.action(row.action)}
          {row.result === "refused" && (
            <Badge tone="low" size="small">
              {m.identity_audit_refused()}
            </Badge>
          )}
        </span>
      ),
    },
    { key: "detail", header: m.audit_details(), place: "second", cell: (row) => <Details row={row} /> },
    { key: "actor", header: m.identity_audit_person(), place: "figure", cell: (row) => actorOf(row) },
    { key: "client", header: m.identity_audit_client(), wideOnly: true, cell: (row) => row.client ?? "" },
    {
      key: "at",
      header: m.identity_audit_when(),
      noWrap: true,
      place: "under",
      cell: (row) => formatInstant(row.at, zone),
    },
  ];
}

function actorOf({ actor }: AuditRow): string {
  if (actor === "system") return m.identity_audit_system();
  return actor === "unknown" ? m.identity_audit_unknown() : actor;
}

/** The particulars on one line; opened, all of them, the address they came from, and the codes as they are stored. */
function Details({ row }: { row: AuditRow }) {
  const words = detailOf(row);
  return (
    <details className="group text-sm text-muted desk:w-56">
      <summary className="cursor-pointer truncate group-open:whitespace-normal">
        {words || m.audit_raw()}
      </summary>
      {row.ip && <p className="mt-1">{`${m.identity_audit_address()}: ${row.ip}`}</p>}
      <code className="mt-1 block text-xs wrap-anywhere">
        {[`${row.seq}`, row.action, row.target, JSON.stringify(row.detail)].filter(Boolean).join(" ")}
      </code>
    </details>
  );
}

function detailOf({ target, targetName, detail }: AuditRow): string {
  return [
    targetName ?? (target === null ? "" : targetWord(target)),
    ...Object.entries(detail).map(([name, value]) => detailWord(name, value)),
  ]
    .filter(Boolean)
    .join(" · ");
}
